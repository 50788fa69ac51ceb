"""The exercises of lesson 05, a module for each kind of question."""

"""The exercises of lesson 07, a module for each."""

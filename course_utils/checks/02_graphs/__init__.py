"""The exercises of lesson 02, a module for each kind of question it asks of a graph."""

"""The exercises of lesson 01, a module for each of its sections."""

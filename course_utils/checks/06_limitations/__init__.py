"""The exercises of lesson 06, a module for each of its sections or for half of one."""

"""The exercises of lesson 04, a module for each of its sections or for half of one."""

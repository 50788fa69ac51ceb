"""The exercises of lesson 03, a module for each of its sections or for half of one."""

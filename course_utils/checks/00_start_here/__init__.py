"""The warm-up of lesson 00."""

"""A class that is made up, packed as a learning platform packs it."""

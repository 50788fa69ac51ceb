"""A learner's desk: checking answers, hints and solutions, the map of progress."""

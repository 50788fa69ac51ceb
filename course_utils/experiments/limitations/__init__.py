"""Experiments of the lesson on the limits of ReLU."""

"""Experiments of the lesson on the variants of ReLU."""

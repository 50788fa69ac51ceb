"""Experiments of the lesson on the role of ReLU in networks."""

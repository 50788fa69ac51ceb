"""Experiments of the lesson on ReLU in framework code."""

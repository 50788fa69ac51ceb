"""Experiments of the lesson on framework code."""

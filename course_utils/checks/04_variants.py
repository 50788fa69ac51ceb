"""The exercises of lesson 04 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

# Each line stands where the lesson has the exercise: the order here is the order there.

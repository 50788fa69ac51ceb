"""The exercises of lesson 01 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .definition import algebra, arrays, edges, line, slope

relu = line.relu
value_table = line.value_table
spellings = edges.spellings
relu_grad = slope.relu_grad
is_subgradient = slope.is_subgradient
identities = algebra.identities
larger = algebra.larger
relu_rows = arrays.relu_rows
relu_above = arrays.relu_above

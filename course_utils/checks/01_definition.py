"""The exercises of lesson 01 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .definition import arrays, identities, line, slope, spellings

relu = line.relu
value_table = line.value_table
spelling_table = spellings.spelling_table
relu_grad = slope.relu_grad
is_subgradient = slope.is_subgradient
identity_table = identities.identity_table
larger = identities.larger
relu_rows = arrays.relu_rows
relu_above = arrays.relu_above

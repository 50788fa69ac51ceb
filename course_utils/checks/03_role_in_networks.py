"""The exercises of lesson 03 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .role_in_networks import backwards, depth, folding, layers, pieces, start, zeros

collapse = layers.collapse
xor_by_hand = layers.xor_by_hand
regions_on_a_line = pieces.regions_on_a_line
most_regions = pieces.most_regions
fold = folding.fold
backprop = backwards.backprop
relu_moments = depth.relu_moments
depth_factor = depth.depth_factor
he_std = start.he_std
default_linear = start.default_linear
sparsity = zeros.sparsity

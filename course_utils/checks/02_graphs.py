"""The exercises of lesson 02 in the order of the lesson; each kind has a module of its own."""

from __future__ import annotations

from .graphs import knobs, names, neuron, shapes, sine, slopes

curve_names = names.curve_names
slope_panels = slopes.slope_panels
kink_side_slope = neuron.kink_side_slope
what_changes = knobs.what_changes
abs_hinges = shapes.abs_hinges
hat_hinges = shapes.hat_hinges
clip_hinges = shapes.clip_hinges
sine_hinges = sine.sine_hinges

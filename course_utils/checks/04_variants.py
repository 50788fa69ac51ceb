"""The exercises of lesson 04 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .variants import (
    decay,
    exponential,
    forms,
    gated,
    gaussian,
    leaky,
    learned,
    lowest,
    prelu,
    selu,
    slopes,
)

leaky_by_max = leaky.leaky_by_max
leaky_grads = slopes.leaky_grads
prelu_backward = prelu.prelu_backward
learned_slope = learned.learned_slope
decay_groups = decay.decay_groups
elu = exponential.elu
gelu = gaussian.gelu
gelu_forms = forms.gelu_forms
lowest_point = lowest.lowest_point
selu_weights = selu.selu_weights
swiglu_width = gated.swiglu_width

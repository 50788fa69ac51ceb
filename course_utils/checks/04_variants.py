"""The exercises of lesson 04 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .variants import leaky, learned, prelu, slopes

leaky_by_max = leaky.leaky_by_max
leaky_grads = slopes.leaky_grads
prelu_backward = prelu.prelu_backward
learned_slope = learned.learned_slope

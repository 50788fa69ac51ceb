"""The exercises of lesson 05 in the order of the lesson; each kind has a module of its own."""

from __future__ import annotations

from .framework_code import (
    broken,
    inplace,
    keras_port,
    ported,
    programs,
    repairs,
    slope,
    variant,
)

article_programs = programs.article_programs
keras_to_torch = keras_port.keras_to_torch
slope_at_zero = slope.slope_at_zero
fix_constructor = broken.fix_constructor
fix_unused = broken.fix_unused
fix_logits = repairs.fix_logits
fix_shared = repairs.fix_shared
fix_residual = ported.fix_residual
fix_default = ported.fix_default
inplace_graphs = inplace.inplace
variant_module = variant.variant_module

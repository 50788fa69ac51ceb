"""The probe of `decay_groups`: it runs next to the learner's function."""

from __future__ import annotations


def groups_by_name(function, layers, weight_decay):
    """Build the model, call the learner's function, list for each parameter what decay it got."""
    import ast

    import torch
    from torch import nn

    from course_utils.student.watch import unwatched

    def add(model, name, text):
        layer, _, tied = text.removesuffix(", frozen").partition(" tied to ")
        kind, _, inside = layer[:-1].partition("(")
        args = ast.literal_eval(f"({inside},)") if inside else ()
        made = nn.Module() if kind == "Scale" else getattr(nn, kind)(*args)
        if kind == "Scale":
            made.gain = nn.Parameter(torch.ones(()))
        made.requires_grad_(not text.endswith(", frozen"))
        if tied:
            made.weight = model.get_submodule(tied).weight
        parent, _, last = name.rpartition(".")
        if parent and not hasattr(model, parent):
            model.add_module(parent, nn.Module())
        model.get_submodule(parent).add_module(last, made)

    model = nn.Sequential() if all("." not in name for name in layers) else nn.Module()
    with unwatched():
        for name, text in layers.items():
            add(model, name, text)
        names = {id(p): n for n, p in model.named_parameters()}
    found: dict[str, list] = {n: [] for n in names.values()}
    groups = function(model, weight_decay)
    for group in groups if hasattr(groups, "__iter__") else [groups]:
        if not isinstance(group, dict) or "params" not in group:
            return f"a {type(group).__name__} where a group should be"
        members = group["params"]
        for p in [members] if isinstance(members, torch.Tensor) else list(members):
            p = p[1] if isinstance(p, tuple) and len(p) == 2 else p  # (name, parameter) is fine
            if id(p) not in names:
                return f"a {type(p).__name__} where a parameter of the model should be"
            found[names[id(p)]].append(group.get("weight_decay"))
    return found

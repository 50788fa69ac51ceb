from torch import nn

# %% right: the ids of what decays
def decay_groups(model, weight_decay):
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d)
    ids = {id(m.weight) for m in model.modules() if isinstance(m, kinds)}
    return [
        {"params": [p for p in model.parameters() if id(p) in ids], "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if id(p) not in ids], "weight_decay": 0.0},
    ]

# %% right: layer by layer, with a memory
def decay_groups(model, weight_decay):
    decay, plain, seen = [], [], set()
    for module in model.modules():
        for name, p in module.named_parameters(recurse=False):
            if p in seen:
                continue
            seen.add(p)
            matrix = isinstance(module, (nn.Linear, nn.modules.conv._ConvNd)) and name == "weight"
            (decay if matrix else plain).append(p)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0}]
    return [group for group in groups if group["params"]]

# %% right: by full name, with the layer looked up
def decay_groups(model, weight_decay):
    groups = {True: [], False: []}
    for name, p in model.named_parameters():
        place, _, own = name.rpartition(".")
        layer = model.get_submodule(place)
        groups[own == "weight" and isinstance(layer, (nn.Linear, nn.Conv1d, nn.Conv2d))].append(p)
    return (dict(params=groups[True], weight_decay=weight_decay),
            dict(params=groups[False], weight_decay=0.0))

# %% right: a group for each parameter, with names
def decay_groups(model, weight_decay):
    kinds = {nn.Linear, nn.Conv1d, nn.Conv2d}
    owner = {}
    for layer in model.modules():
        for own, p in layer.named_parameters(recurse=False):
            owner.setdefault(p, type(layer) in kinds and own == "weight")
    return [
        {"params": [(name, p)], "weight_decay": weight_decay if owner[p] else 0.0}
        for name, p in model.named_parameters()
    ]

# %% wrong: the name weight
# expects: by the name weight
# earns: 1
def decay_groups(model, weight_decay):
    decay = [p for n, p in model.named_parameters() if n.endswith("weight")]
    plain = [p for n, p in model.named_parameters() if not n.endswith("weight")]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: bias only
# expects: bias only
# earns: 1
def decay_groups(model, weight_decay):
    decay = [p for n, p in model.named_parameters() if not n.endswith("bias")]
    plain = [p for n, p in model.named_parameters() if n.endswith("bias")]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: all of them
# expects: everything decays
# earns: 0
def decay_groups(model, weight_decay):
    return [{"params": model.parameters(), "weight_decay": weight_decay}]

# %% wrong: none of them
# expects: nothing decays
# earns: 0
def decay_groups(model, weight_decay):
    return [{"params": list(model.parameters()), "weight_decay": 0.0}]

# %% wrong: the numbers exchanged
# expects: the groups exchanged
# earns: 0
def decay_groups(model, weight_decay):
    ids = {id(m.weight) for m in model.modules() if isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d))}
    return [
        {"params": [p for p in model.parameters() if id(p) in ids], "weight_decay": 0.0},
        {"params": [p for p in model.parameters() if id(p) not in ids], "weight_decay": weight_decay},
    ]

# %% wrong: spares the slopes alone
# expects: PReLU only
# earns: 0
def decay_groups(model, weight_decay):
    slopes = {m.weight for m in model.modules() if isinstance(m, nn.PReLU)}
    decay = [p for p in model.parameters() if p not in slopes]
    return [
        {"params": decay, "weight_decay": weight_decay},
        {"params": list(slopes), "weight_decay": 0.0},
    ]

# %% wrong: a layer as a whole
# expects: biases decay with their layer
# earns: 0
def decay_groups(model, weight_decay):
    decay, plain = [], []
    for m in model.modules():
        own = list(m.parameters(recurse=False))
        (decay if isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d)) else plain).extend(own)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: nn.Linear alone
# expects: convolutions forgotten
# earns: 5
def decay_groups(model, weight_decay):
    ids = {id(m.weight) for m in model.modules() if isinstance(m, nn.Linear)}
    return [
        {"params": [p for p in model.parameters() if id(p) in ids], "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if id(p) not in ids], "weight_decay": 0.0},
    ]

# %% wrong: two axes and no more
# expects: wrong weight decay
# earns: 4
def decay_groups(model, weight_decay):
    return [
        {"params": [p for p in model.parameters() if p.ndim == 2], "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if p.ndim != 2], "weight_decay": 0.0},
    ]

# %% wrong: biases and normalisation spared
# expects: the slopes forgotten
# earns: 3
def decay_groups(model, weight_decay):
    norms = (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm)
    spared = {p for m in model.modules() if isinstance(m, norms) for p in m.parameters()}
    spared |= {p for n, p in model.named_parameters() if n.endswith("bias")}
    decay = [p for p in model.parameters() if p not in spared]
    return [
        {"params": decay, "weight_decay": weight_decay},
        {"params": list(spared), "weight_decay": 0.0},
    ]

# %% wrong: biases and slopes spared
# expects: normalisation forgotten
# earns: 3
def decay_groups(model, weight_decay):
    spared = {m.weight for m in model.modules() if isinstance(m, nn.PReLU)}
    spared |= {p for n, p in model.named_parameters() if n.endswith("bias")}
    decay = [p for p in model.parameters() if p not in spared]
    return [
        {"params": decay, "weight_decay": weight_decay},
        {"params": list(spared), "weight_decay": 0.0},
    ]

# %% wrong: the rule of many training scripts
# expects: by number of axes
# earns: 5
def decay_groups(model, weight_decay):
    decay = [p for p in model.parameters() if p.dim() >= 2]
    plain = [p for p in model.parameters() if p.dim() < 2]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: the second group says nothing
# expects: the optimiser's default
# earns: 0
def decay_groups(model, weight_decay):
    ids = {id(m.weight) for m in model.modules() if isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d))}
    return [
        {"params": [p for p in model.parameters() if id(p) in ids], "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if id(p) not in ids]},
    ]

# %% wrong: the other parameters are left out
# expects: a parameter left out
# earns: 0
def decay_groups(model, weight_decay):
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d)
    weights = [m.weight for m in model.modules() if isinstance(m, kinds)]
    return [{"params": weights, "weight_decay": weight_decay}]

# %% wrong: own and shared parameters forgotten
# expects: a parameter counted twice
# earns: 5
def decay_groups(model, weight_decay):
    decay, plain = [], []
    for m in model.modules():
        for name, p in m.named_parameters(recurse=False):
            if name == "weight" and isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d)):
                decay.append(p)
            else:
                plain.append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: only the outermost layers
# expects: a parameter left out
# earns: 5
def decay_groups(model, weight_decay):
    decay, plain = [], []
    for m in model.children():
        for name, p in m.named_parameters(recurse=False):
            matrix = name == "weight" and isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d))
            (decay if matrix else plain).append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: walks through a Sequential
# expects: is not iterable
# earns: 5
def decay_groups(model, weight_decay):
    decay, plain = [], []
    for m in model:
        for name, p in m.named_parameters():
            matrix = name == "weight" and isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d))
            (decay if matrix else plain).append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: guesses the kind from the layer's name
# expects: wrong weight decay
# earns: 1
def decay_groups(model, weight_decay):
    decay, plain = [], []
    for name, p in model.named_parameters():
        spared = any(word in name for word in ("bias", "norm", "relu", "act"))
        (plain if spared else decay).append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: two lists
# expects: An optimiser takes a list of groups
# earns: 0
def decay_groups(model, weight_decay):
    ids = {id(m.weight) for m in model.modules() if isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d))}
    decay = [p for p in model.parameters() if id(p) in ids]
    return decay, [p for p in model.parameters() if id(p) not in ids]

# %% wrong: names
# expects: An optimiser takes a list of groups
# earns: 0
def decay_groups(model, weight_decay):
    weights = [n for n, p in model.named_parameters() if n.endswith("weight")]
    others = [n for n, p in model.named_parameters() if not n.endswith("weight")]
    return [{"params": weights, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0}]

# %% wrong: nothing back
# expects: returned nothing
# earns: 0
def decay_groups(model, weight_decay):
    decay = [p for n, p in model.named_parameters() if p.ndim >= 2]
    groups = [{"params": decay, "weight_decay": weight_decay}]

# %% wrong: a list asked whether a parameter is in it
# expects: compared by entries
# earns: 0
def decay_groups(model, weight_decay):
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d)
    decay = [m.weight for m in model.modules() if isinstance(m, kinds)]
    plain = [p for p in model.parameters() if p not in decay]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: layers within layers not seen
# expects: layers within layers not seen
def decay_groups(model, weight_decay):
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d)
    decay = {id(m.weight): m.weight for m in model.children() if isinstance(m, kinds)}
    rest = [p for p in model.parameters() if id(p) not in decay]
    return [
        {"params": list(decay.values()), "weight_decay": weight_decay},
        {"params": rest, "weight_decay": 0.0},
    ]

# %% wrong: looks only into modules without children
# expects: a container's own parameter
# earns: 5
def decay_groups(model, weight_decay):
    decay, plain, seen = [], [], set()
    for m in model.modules():
        if list(m.children()):
            continue
        for name, p in m.named_parameters():
            if p in seen:
                continue
            seen.add(p)
            matrix = name == "weight" and isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d))
            (decay if matrix else plain).append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: each module with all that stands below it
# expects: a parameter counted twice
# earns: 0
def decay_groups(model, weight_decay):
    decay, plain = [], []
    for m in model.modules():
        if isinstance(m, (nn.Linear, nn.Conv1d, nn.Conv2d)):
            decay.append(m.weight)
            plain.append(m.bias)
        else:
            plain.extend(m.parameters())
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: a layer called unbiased is spared
# expects: bias anywhere in the name
# earns: 5
def decay_groups(model, weight_decay):
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d)
    weights = {m.weight for m in model.modules() if isinstance(m, kinds)}
    decay = [p for n, p in model.named_parameters() if p in weights and "bias" not in n]
    chosen = set(decay)
    plain = [p for p in model.parameters() if p not in chosen]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: a parameter asked for its truth
# expects: compared by entries
# earns: 0
def decay_groups(model, weight_decay):
    decay = [m.weight for m in model.modules() if getattr(m, "weight", None)]
    plain = [m.bias for m in model.modules() if getattr(m, "bias", None)]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}]

# %% wrong: frozen parameters stand in no group
# expects: a frozen parameter left out
def decay_groups(model, weight_decay):
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d)
    ids = {id(m.weight) for m in model.modules() if isinstance(m, kinds)}
    trained = [p for p in model.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if id(p) in ids], "weight_decay": weight_decay},
        {"params": [p for p in trained if id(p) not in ids], "weight_decay": 0.0},
    ]

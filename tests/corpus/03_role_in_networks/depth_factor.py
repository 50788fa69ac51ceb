import math

scale = {"xavier": 1, "he": 2, "pytorch": 1 / 3}

# %% right: a power
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return (scale[scheme] * kept) ** (layers / 2)

# %% right: layer by layer
def depth_factor(activation, scheme, layers):
    mean_square = 1.0
    for _ in range(layers):
        mean_square *= scale[scheme]
        if activation == "relu":
            mean_square *= 0.5
    return math.sqrt(mean_square)

# %% right: by cases and logarithms
def depth_factor(activation, scheme, layers):
    log = {"xavier": 0.0, "he": math.log(2), "pytorch": -math.log(3)}[scheme]
    log -= math.log(2) * (activation == "relu")
    return math.exp(0.5 * layers * log)

# %% wrong: relu never vanishes
# expects: ReLU never vanishes
# earns: 2
def depth_factor(activation, scheme, layers):
    if activation == "relu":
        return 1
    return scale[scheme] ** (layers / 2)

# %% wrong: no root
# expects: mean square for rms
# earns: 0
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return (scale[scheme] * kept) ** layers

# %% wrong: one layer
# expects: one layer only
# earns: 0
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return math.sqrt(scale[scheme] * kept)

# %% wrong: times layers
# expects: times L, not to the power of L
# earns: 0
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return layers * math.sqrt(scale[scheme] * kept)

# %% wrong: no activation
# expects: ReLU's half forgotten
# earns: 0
def depth_factor(activation, scheme, layers):
    return math.sqrt(scale[scheme] ** layers)

# %% wrong: halves the rms
# expects: ReLU halves the rms
# earns: 0
def depth_factor(activation, scheme, layers):
    factor = math.sqrt(scale[scheme])
    if activation == "relu":
        factor /= 2
    return factor ** layers

# %% wrong: xavier only
# expects: KeyError
# earns: 2
def depth_factor(activation, scheme, layers):
    return {"relu xavier": 0.5}[activation + " " + scheme] ** (layers / 2)


# %% wrong: half counted once
# expects: ReLU's half counted once
def depth_factor(activation, scheme, layers):
    v = {"xavier": 1, "he": 2, "pytorch": 1 / 3}[scheme] ** layers
    return math.sqrt(v / 2 if activation == "relu" else v)


# %% wrong: one layer less
# expects: one layer too few
def depth_factor(activation, scheme, layers):
    v = {"xavier": 1, "he": 2, "pytorch": 1 / 3}[scheme]
    return (v / 2 if activation == "relu" else v) ** ((layers - 1) / 2)

# %% wrong: ReLU keeps the variance, (1 - 1/pi) / 2, instead of the mean square
# expects: the variance for the mean square
def depth_factor(activation, scheme, layers):
    g = {"xavier": 1, "he": 2, "pytorch": 1 / 3}[scheme]
    keep = 0.5 - 1 / (2 * math.pi) if activation == "relu" else 1
    return math.sqrt(g * keep) ** layers

# %% wrong: the identity is halved too
# expects: the identity halved too
def depth_factor(activation, scheme, layers):
    g = {"xavier": 1, "he": 2, "pytorch": 1 / 3}[scheme]
    return math.sqrt(g / 2) ** layers

# %% wrong: 1 // 3
# expects: a third cut to 0
def depth_factor(activation, scheme, layers):
    gain = {"xavier": 1, "he": 2, "pytorch": 1 // 3}[scheme]
    keep = 0.5 if activation == "relu" else 1
    return (gain * keep) ** (layers / 2)

# %% wrong: ReLU doubles
# expects: ReLU doubles the mean square
def depth_factor(activation, scheme, layers):
    gain = {"xavier": 1, "he": 2, "pytorch": 1 / 3}[scheme]
    keep = 2 if activation == "relu" else 1
    return (gain * keep) ** (layers / 2)

# %% wrong: 0.33 for a third
# expects: a third rounded
# earns: 4
def depth_factor(activation, scheme, layers):
    variance = {"xavier": 1.0, "he": 2.0, "pytorch": 0.33}[scheme]
    return math.sqrt(variance / (2 if activation == "relu" else 1)) ** layers

# %% wrong: the last layer has no activation
# expects: the last ReLU left out
# earns: 0
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return math.sqrt(scale[scheme] ** layers * kept ** (layers - 1))

# %% wrong: what went in over what comes out
# expects: out and in exchanged
# earns: 0
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return (scale[scheme] * kept) ** (-layers / 2)

# %% wrong: half of L as a whole number
# expects: L // 2 for L / 2
# earns: 0
def depth_factor(activation, scheme, layers):
    kept = 0.5 if activation == "relu" else 1
    return (scale[scheme] * kept) ** (layers // 2)

# %% wrong: He is always 1
# expects: He keeps the size, whatever the activation
# earns: 3
def depth_factor(activation, scheme, layers):
    per_layer = {"he": 1.0, "xavier": 1.0, "pytorch": 1 / 3}[scheme]
    if activation == "relu" and scheme != "he":
        per_layer *= 0.5
    return per_layer ** (0.5 * layers)

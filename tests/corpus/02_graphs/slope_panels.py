import numpy as np

# %% right: a dictionary
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8,
}

# %% right: dict of keywords
slope_panels = dict(relu=5, leaky_relu=1, absolute=3, softplus=4, tanh=2, elu=7, gelu=8)

# %% right: numbers out of an array
numbers = np.array([5, 1, 3, 4, 2, 7, 8])
names = ["relu", "leaky_relu", "absolute", "softplus", "tanh", "elu", "gelu"]
slope_panels = dict(zip(names, numbers))

# %% wrong: the leak is flat
# expects: a leak with slope 0
# earns: 3
slope_panels = {
    "relu": 1, "leaky_relu": 5, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8,
} | {"relu": 5}

# %% wrong: the ramp
# expects: the slope of ReLU as a ramp
# earns: 3
slope_panels = {
    "relu": 6, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8,
}

# %% wrong: |x| has slope 1
# expects: |x| never falls
# earns: 3
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 5, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8,
}

# %% wrong: the low bump for tanh
# expects: a bump of the wrong height
# earns: 3
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 9, "elu": 7, "gelu": 8,
}

# %% wrong: softplus with a jump
# expects: a jump without a corner
# earns: 3
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 5, "tanh": 2, "elu": 7, "gelu": 8,
}

# %% wrong: GELU never falls
# expects: a dip without a falling side
# earns: 4
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 4,
}

# %% wrong: ELU with the slope of softplus
# expects: At x = 0.5 ELU climbs by 1.00
# earns: 4
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 4, "gelu": 8,
}

# %% wrong: a letter for a panel
# expects: the panels have the numbers 1 to 9
# earns: 3
slope_panels = {
    "relu": "E", "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8,
}

# %% wrong: a panel in a list
# expects: the panels have the numbers 1 to 9
# earns: 4
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": [7], "gelu": 8,
}

# %% wrong: softplus and ELU are swapped
# expects: softplus and ELU exchanged
slope_panels = {"relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 7, "tanh": 2, "elu": 4, "gelu": 8}

# %% wrong: |x| and the leaky one are swapped: -1 on the left belongs to |x|
# expects: a leak that falls
slope_panels = {"relu": 5, "leaky_relu": 3, "absolute": 1, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8}

# %% wrong: counted from 0
# expects: counted from 0
slope_panels = {'relu': 4, 'leaky_relu': 0, 'absolute': 2, 'softplus': 3, 'tanh': 1, 'elu': 6, 'gelu': 7}

# %% wrong: ReLU and Leaky ReLU exchanged
# expects: a leak for ReLU
slope_panels = {'relu': 1, 'leaky_relu': 5, 'absolute': 3, 'softplus': 4, 'tanh': 2, 'elu': 7, 'gelu': 8}

# %% wrong: softplus and tanh exchanged
# expects: softplus levels out
slope_panels = {'relu': 5, 'leaky_relu': 1, 'absolute': 3, 'softplus': 2, 'tanh': 4, 'elu': 7, 'gelu': 8}

# %% wrong: tanh with the slope of softplus
# expects: tanh climbs on
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 4, "elu": 7, "gelu": 8
}

# %% wrong: ELU and GELU exchanged
# expects: ELU with a falling side
slope_panels = {'relu': 5, 'leaky_relu': 1, 'absolute': 3, 'softplus': 4, 'tanh': 2, 'elu': 8, 'gelu': 7}

# %% wrong: the low bump for GELU
# expects: GELU levels out
# earns: 4
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 9
}

# %% wrong: the ramp for a round graph
# expects: a graph that gets ever steeper
# earns: 3
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 6, "tanh": 2, "elu": 7, "gelu": 8
}

# %% wrong: tanh with a jump
# expects: a jump without a corner
# earns: 3
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 5, "elu": 7, "gelu": 8
}

# %% wrong: a bump for ELU
# expects: a level end for a graph that climbs
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 2, "gelu": 8
}

# %% wrong: ReLU falls
# expects: ReLU with a falling side
slope_panels = {
    "relu": 3, "leaky_relu": 1, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8
}

# %% wrong: a round leak
# expects: no jump for a corner
slope_panels = {
    "relu": 5, "leaky_relu": 7, "absolute": 3, "softplus": 4, "tanh": 2, "elu": 7, "gelu": 8
}

# %% wrong: softplus and GELU exchanged
# expects: softplus with a falling side
# earns: 2
slope_panels = {
    "relu": 5, "leaky_relu": 1, "absolute": 3, "softplus": 8, "tanh": 2, "elu": 7, "gelu": 4,
}

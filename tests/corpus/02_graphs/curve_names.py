# %% right: a dictionary
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "elu", "H": "silu",
}

# %% right: other spellings
curve_names = {
    "A": "GELU", "B": "Tanh", "C": "ReLU", "D": "Softplus",
    "E": "Sigmoid", "F": "Leaky ReLU", "G": "ELU", "H": "Swish",
}

# %% right: from two strings
curve_names = dict(zip("ABCDEFGH", "gelu tanh relu softplus sigmoid leaky elu silu".split()))

# %% wrong: the two dips swapped
# expects: SiLU and GELU swapped
# earns: 3
curve_names = {
    "A": "silu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "elu", "H": "gelu",
}

# %% wrong: softplus through the origin
# expects: softplus through 0
# earns: 2
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "silu",
    "E": "sigmoid", "F": "leaky_relu", "G": "elu", "H": "softplus",
}

# %% wrong: softplus taken for ELU
# expects: softplus through 0
# earns: 4
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "elu",
    "E": "sigmoid", "F": "leaky_relu", "G": "softplus", "H": "silu",
}

# %% wrong: the two S-shapes swapped
# expects: the sigmoid and tanh swapped
# earns: 4
curve_names = {
    "A": "gelu", "B": "sigmoid", "C": "relu", "D": "softplus",
    "E": "tanh", "F": "leaky_relu", "G": "elu", "H": "silu",
}

# %% wrong: ReLU and its leaky sister swapped
# expects: the leak on the wrong graph
# earns: 4
curve_names = {
    "A": "gelu", "B": "tanh", "C": "leaky_relu", "D": "softplus",
    "E": "sigmoid", "F": "relu", "G": "elu", "H": "silu",
}

# %% wrong: ELU for a leak
# expects: ELU and Leaky ReLU swapped
# earns: 3
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "elu", "G": "leaky_relu", "H": "silu",
}

# %% wrong: the sigmoid given twice
# expects: one name twice
# earns: 4
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "sigmoid", "H": "silu",
}

# %% wrong: a name that is none of the eight
# expects: is not one of the eight names
# earns: 3
curve_names = {
    "A": "mish", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "elu", "H": "silu",
}

# %% wrong: half done
# expects: is still `...`
# earns: 2
curve_names = {
    "A": ..., "B": "tanh", "C": "relu", "D": ...,
    "E": "sigmoid", "F": "leaky_relu", "G": "elu", "H": ...,
}

# %% wrong: a list of names
# expects: Keep the 8 keys
# earns: 0
curve_names = ["gelu", "tanh", "relu", "softplus", "sigmoid", "leaky_relu", "elu", "silu"]

# %% wrong: ELU, GELU and SiLU in a circle
# expects: a dip where there is none
# earns: 2
curve_names = {
    "A": "elu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "silu", "H": "gelu",
}

# %% wrong: ELU and SiLU exchanged
# expects: a dip overlooked
# earns: 2
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "silu", "H": "elu",
}

# %% wrong: softplus and the sigmoid exchanged
# expects: softplus has no ceiling
# earns: 3
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "sigmoid",
    "E": "softplus", "F": "leaky_relu", "G": "elu", "H": "silu",
}

# %% wrong: ELU and tanh exchanged
# expects: ELU and tanh mixed up
# earns: 3
curve_names = {
    "A": "gelu", "B": "elu", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "tanh", "H": "silu",
}

# %% wrong: tanh given twice
# expects: ELU and tanh mixed up
# earns: 4
curve_names = {
    "A": "gelu", "B": "tanh", "C": "relu", "D": "softplus",
    "E": "sigmoid", "F": "leaky_relu", "G": "tanh", "H": "silu",
}

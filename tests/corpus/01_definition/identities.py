import numpy as np

# %% right: one example each
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": (-1.0, 1.0), "add": (1.0, -1.0),
}

# %% right: other examples, as lists and whole numbers
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": [-3, -2], "add": [-5, 2],
}

# %% right: found by a search
rng = np.random.default_rng(1)
relu = lambda x: np.maximum(x, 0)
pairs = rng.normal(size=(100, 2))
scale = next((c, x) for c, x in pairs if not np.isclose(relu(c * x), c * relu(x)))
add = next(p for p in pairs if not np.isclose(relu(p.sum()), relu(p).sum()))
identities = dict.fromkeys(["difference", "sum", "twice", "scale up"], np.True_)
identities |= {"scale": scale, "add": add}

# %% wrong: everything holds
# expects: homogeneous for negative c
# earns: 0
identities = dict.fromkeys(["difference", "sum", "twice", "scale up", "scale", "add"], True)

# %% wrong: adding is taken for true
# expects: additive
# earns: 4
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": (-1.0, 1.0), "add": True,
}

# %% wrong: a positive c
# expects: not a counterexample
# earns: 3
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": (2.0, 3.0), "add": (1.0, -1.0),
}

# %% wrong: both negative
# expects: not a counterexample
# earns: 4
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": (-2.0, 3.0), "add": (-1.0, -2.0),
}

# %% wrong: a true one doubted
# expects: holds after all
# earns: 3
identities = {
    "difference": (-1.0,), "sum": True, "twice": True, "scale up": True,
    "scale": (-1.0, 1.0), "add": (1.0, -1.0),
}

# %% wrong: a true one doubted, a single number
# expects: holds after all
# earns: 3
identities = {
    "difference": True, "sum": -2, "twice": True, "scale up": True,
    "scale": (-1.0, 1.0), "add": (1.0, -1.0),
}

# %% wrong: negative c in the wrong claim
# expects: a counterexample from outside the claim
# earns: 1
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": (-1.0, 1.0),
    "scale": True, "add": (1.0, -1.0),
}

# %% wrong: False without numbers
# expects: False without an example
# earns: 2
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": False, "add": False,
}

# %% wrong: infinity
# expects: a counterexample from the edge of arithmetic
# earns: 4
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": (-1.0, 1.0), "add": (np.inf, -np.inf),
}

# %% wrong: one number for two letters
# expects: one number for each letter
# earns: 3
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": -1.0, "add": (1.0, -1.0),
}

# %% wrong: as text
# expects: one number for each letter
# earns: 0
identities = dict.fromkeys(
    ["difference", "sum", "twice", "scale up", "scale", "add"], "holds"
)

# %% wrong: half done
# expects: is still `...`
# earns: 3
identities = {
    "difference": ..., "sum": True, "twice": True, "scale up": True,
    "scale": (-1.0, 1.0), "add": (1.0, -1.0),
}

# %% wrong: keys changed
# expects: Keep the six keys
# earns: 0
identities = {"relu(x) - relu(-x) = x": True}

# %% wrong: a list
# expects: Keep the six keys
# earns: 0
identities = [True, True, True, True, (-1, 1), (1, -1)]

# %% wrong: numbers beyond every dtype
# expects: a counterexample from the edge of arithmetic
# earns: 3
identities = {
    "difference": True, "sum": True, "twice": True, "scale up": True,
    "scale": (-(10 ** 400), 1), "add": (1.0, -1.0),
}

# %% wrong: x before c
# expects: the letters exchanged
identities = {"difference": True, "sum": True, "twice": True, "scale up": True,
              "scale": (3.0, -2.0), "add": (1.0, -1.0)}

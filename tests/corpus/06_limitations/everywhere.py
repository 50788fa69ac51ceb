import numpy as np

# %% right: a table
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% right: made by dict(zip)
names = [
    "sin on [-pi, pi]", "sin everywhere", "x**2 everywhere", "abs(x) everywhere",
    "tanh everywhere", "clip to [0, 1] everywhere", "step at 0 on [-1, 1]", "1/x on (0, 1]",
    "-3 with a last ReLU",
]
everywhere = dict(zip(names, [True, False, False, True, True, True, False, False, False]))

# %% right: NumPy's truth values, from what is true
everywhere = {
    name: np.bool_(name in ("sin on [-pi, pi]", "abs(x) everywhere", "tanh everywhere",
                            "clip to [0, 1] everywhere"))
    for name in ("sin on [-pi, pi]", "sin everywhere", "x**2 everywhere", "abs(x) everywhere",
                 "tanh everywhere", "clip to [0, 1] everywhere", "step at 0 on [-1, 1]",
                 "1/x on (0, 1]", "-3 with a last ReLU")
}

# %% wrong: curves are out of reach
# expects: curves are out of reach
# earns: 3
everywhere = {
    "sin on [-pi, pi]": False,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: a jump from continuous pieces
# expects: a jump from continuous pieces
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": True,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: a pole
# expects: a pole
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": True,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: continues the sine
# expects: continues the sine
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": True,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: follows the curve outside
# expects: follows the curve outside
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": True,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: a net of hinges cannot level off
# expects: a net of hinges cannot level off
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": False,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: straight on both sides, and still refused
# expects: straight on both sides, and still refused
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": False,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: bounded outputs are out of reach
# expects: bounded outputs are out of reach
# earns: 4
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": False,
    "-3 with a last ReLU": False,
}

# %% wrong: negative numbers through a last ReLU
# expects: negative numbers through a last ReLU
# earns: 4
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": True,
}

# %% wrong: everything can be learned
# expects: continues the sine
# earns: 0
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": True,
    "1/x on (0, 1]": True,
    "sin everywhere": True,
    "x**2 everywhere": True,
    "tanh everywhere": True,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": True,
}

# %% wrong: nothing can
# expects: curves are out of reach
# earns: 0
everywhere = {
    "sin on [-pi, pi]": False,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": False,
    "abs(x) everywhere": False,
    "clip to [0, 1] everywhere": False,
    "-3 with a last ReLU": False,
}

# %% wrong: a word
# expects: this is no entry that the task allows
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "tanh everywhere": "yes",
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

# %% wrong: a key lost
# expects: Keep the 9 keys
# earns: 3
everywhere = {
    "sin on [-pi, pi]": True,
    "step at 0 on [-1, 1]": False,
    "1/x on (0, 1]": False,
    "sin everywhere": False,
    "x**2 everywhere": False,
    "abs(x) everywhere": True,
    "clip to [0, 1] everywhere": True,
    "-3 with a last ReLU": False,
}

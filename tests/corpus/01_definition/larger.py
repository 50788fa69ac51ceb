import numpy as np

# %% right: from b upwards
larger = {"inside": (1.0, -1.0), "outside": (0.0, 1.0)}

# %% right: from a upwards, as lists
larger = {"inside": [-1, 1], "outside": [1, 0]}

# %% right: arrays
larger = {"inside": np.array([1.0, -1.0]), "outside": np.array([0, 1])}

# %% wrong: nothing added back
# expects: nothing added back
# earns: 0
larger = {"inside": (1.0, -1.0), "outside": (0.0, 0.0)}

# %% wrong: the wrong one added back
# expects: the wrong one added back
# earns: 0
larger = {"inside": (1.0, -1.0), "outside": (1.0, 0.0)}

# %% wrong: the wrong one, mirrored
# expects: the wrong one added back
# earns: 0
larger = {"inside": (-1.0, 1.0), "outside": (0.0, 1.0)}

# %% wrong: both added back
# expects: both added back
# earns: 0
larger = {"inside": (1.0, -1.0), "outside": (1.0, 1.0)}

# %% wrong: the sum inside
# expects: the sum inside
# earns: 0
larger = {"inside": (1, 1), "outside": (0, 0)}

# %% wrong: the two pairs in each other's place
# expects: inside and outside swapped
# earns: 0
larger = {"inside": (0, 1), "outside": (1, -1)}

# %% wrong: always a
# expects: inside the ReLU stands
# earns: 1
larger = {"inside": (0.0, 0.0), "outside": (1.0, 0.0)}

# %% wrong: always b
# expects: inside the ReLU stands
# earns: 1
larger = {"inside": (0.0, 0.0), "outside": (0.0, 1.0)}

# %% wrong: half the difference, as with |a - b|
# expects: inside the ReLU stands
# earns: 1
larger = {"inside": (0.5, -0.5), "outside": (0.5, 0.5)}

# %% wrong: half done
# expects: should hold two numbers
# earns: 0
larger = {"inside": (1.0, -1.0), "outside": (..., ...)}

# %% wrong: one number
# expects: should hold two numbers
# earns: 0
larger = {"inside": 1.0, "outside": (0.0, 1.0)}

# %% wrong: in letters
# expects: should hold two numbers
# earns: 0
larger = {"inside": "a - b", "outside": "b"}

# %% wrong: a function
# expects: should hold two numbers
# earns: 0
def larger(a, b):
    return max(a, b)

# %% wrong: four in a row
# expects: should hold two numbers
# earns: 0
larger = [1, -1, 0, 1]

# %% wrong: a number beyond every dtype
# expects: should hold two numbers
# earns: 0
larger = {"inside": (10 ** 400, -1), "outside": (0, 1)}

# %% wrong: halves as in (a + b + |a - b|) / 2 with one hinge
# expects: half of |a − b| from one ReLU
larger = {"inside": (0.5, -0.5), "outside": (0.5, 0.5)}

# %% right: True and False for 1 and 0
larger = {"inside": [1, -1.0], "outside": [0, True]}

# %% wrong: a alone inside
# expects: one number alone inside
larger = {"inside": (1, 0), "outside": (0, 1)}

# %% wrong: minus b
# expects: the other one taken off
larger = {"inside": (1, -1), "outside": (0, -1)}

# %% wrong: a pair for a, a pair for b
# expects: grouped by letter
# earns: 0
larger = dict(inside=[1, 0], outside=[-1, 1])

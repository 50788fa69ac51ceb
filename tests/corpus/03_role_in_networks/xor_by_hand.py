import numpy as np

# %% right: each unit for one of the two cases
xor_by_hand = {
    "W": np.array([[1.0, -1.0], [-1.0, 1.0]]),
    "b": np.zeros(2),
    "v": np.ones(2),
    "c": 0.0,
}

# %% right: scaled, and the units the other way round
xor_by_hand = {"W": [[-0.5, 4], [0.5, -4]], "b": [0, 0], "v": [2, 0.25], "c": np.array(0.0)}

# %% right: unequal weights of one sign
xor_by_hand = dict(W=((3, 2), (1, 1)), b=(0, -1), v=(1, -2), c=0)

# %% right: from above, one unit for each of the two equal cases
xor_by_hand = {"W": [[-1, 0.5], [-2, 1]], "b": [1, -1], "v": [-1, -2], "c": 1}

# %% wrong: sum up, twice down, as in the lesson
# expects: the lesson's own units
# earns: 2
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [1, -2], "c": 0}

# %% wrong: the lesson's units from above, one minus two hinges
# expects: the lesson's own units
# earns: 2
xor_by_hand = dict(W=((1, -1), (1, -1)), b=(-1, 1), v=(-1, -1), c=1)

# %% wrong: the lesson's units scaled, and the other way round
# expects: the lesson's own units
# earns: 2
xor_by_hand = {"W": [[0.5, 2], [0.5, 2]], "b": [-0.5, 0], "v": [-4, 0.5], "c": np.array(0.0)}

# %% wrong: the lesson's units moved by less than rounding
# expects: the lesson's own units
# earns: 2
xor_by_hand = {"W": [[1, 1], [1 - 1e-9, 1 - 1e-9]], "b": [0, -1], "v": [1, -2], "c": 0}

# %% wrong: one column unlike, one alike
# expects: one unit weighs both bits alike
# earns: 2
xor_by_hand = {"W": [[-1, 1], [-2, 1]], "b": [1, -1], "v": [-1, -1], "c": 1}

# %% wrong: 1 for different bits, -1 for equal ones
# expects: coded −1 and 1
# earns: 1
xor_by_hand = {"W": [[2, -2], [-2, 2]], "b": [0, 0], "v": [1, 1], "c": -1}

# %% wrong: the difference without its absolute value
# expects: one sign in v
# earns: 1
xor_by_hand = {"W": [[1, -1], [-1, 1]], "b": [0, 0], "v": [1, -1], "c": 0}

# %% wrong: the second unit never adds
# expects: one of the two cases
# earns: 1
xor_by_hand = {"W": [[1, -1], [-1, 1]], "b": [0, 0], "v": [1, 0], "c": 0}

# %% wrong: two units that cancel each other
# expects: the same answer for all four
# earns: 0
xor_by_hand = {"W": [[1, 1], [2, 2]], "b": [0, 0], "v": [1, -1], "c": 0}

# %% wrong: a unit that is off on all four inputs
# expects: two units give
xor_by_hand = {"W": [[1, -1], [2, -3]], "b": [0, -1], "v": [1, 1], "c": 0}

# %% wrong: takes away the slope once
# expects: OR
# earns: 1
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [1, -1], "c": 0}

# %% wrong: only the sum
# expects: the sum
# earns: 1
xor_by_hand = {"W": [[1, 0], [0, 1]], "b": [0, 0], "v": [1, 1], "c": 0}

# %% wrong: one hinge, and
# expects: AND
# earns: 0
xor_by_hand = {"W": [[1, 0], [1, 0]], "b": [-1, 0], "v": [1, 0], "c": 0}

# %% wrong: upside down
# expects: equal, not different
# earns: 0
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [-1, 2], "c": 1}

# %% wrong: always 0
# expects: the same answer for all four
# earns: 0
xor_by_hand = {"W": np.zeros((2, 2)), "b": [0, 0], "v": [0, 0], "c": 0}

# %% wrong: always 1
# expects: the same answer for all four
# earns: 0
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [-5, -5], "v": [1, 1], "c": 1}

# %% wrong: three units
# expects: 'W' does not fit
# earns: 0
xor_by_hand = {"W": [[1, 1, 1], [1, 1, 1]], "b": [0, -1, 0], "v": [1, -2, 0], "c": 0}

# %% wrong: half done
# expects: 'v' does not fit
# earns: 0
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": ..., "c": 0}

# %% wrong: a key is missing
# expects: Keep the four keys
# earns: 0
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [1, -2]}

# %% wrong: some numbers
# expects: two units give
# earns: 0
xor_by_hand = {"W": [[1, 2], [3, 4]], "b": [0.5, -1], "v": [1, -2], "c": 0}

# %% wrong: W is transposed: rows are units instead of columns
# expects: W turned on its side
xor_by_hand = {"W": [[1, 1], [-1, -1]], "b": [-1, 1], "v": [-1, -1], "c": 1}

# %% wrong: gives 2 instead of 1 for bits that differ
# expects: XOR times a factor
xor_by_hand = {"W": [[2, -2], [-2, 2]], "b": [0, 0], "v": [1, 1], "c": 0}

# %% wrong: the constant c is forgotten: 0 and -1 instead of 1 and 0
# expects: XOR up to a constant
xor_by_hand = {"W": [[1, -1], [1, -1]], "b": [-1, 1], "v": [-1, -1], "c": 0}

# %% wrong: +2 for -2 in v
# expects: one sign in v
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [1, 2], "c": 0}

# %% wrong: both kinks at 0
# expects: one hinge from two units
xor_by_hand = {"W": [[1, 1], [1, 1]], "b": [0, 0], "v": [1, -2], "c": 0}

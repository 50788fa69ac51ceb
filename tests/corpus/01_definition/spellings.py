import numpy as np

nan, inf = np.nan, np.inf

# %% right: typed in
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% right: calculated
x = np.array([np.nan, np.inf, -np.inf, -0.0])
with np.errstate(invalid="ignore"):
    spellings = {
        "maximum": np.maximum(x, 0.0),
        "where": np.where(x > 0, x, 0.0),
        "clip": np.clip(x, 0.0, None),
        "product": x * (x > 0),
        "half sum": (x + np.abs(x)) / 2,
    }

# %% right: one by one, whole numbers and Python's floats
spellings = {}
for name in ("maximum", "clip"):
    spellings[name] = (float("nan"), float("inf"), 0, -0.0)
spellings["where"] = (0, float("inf"), 0, 0)
spellings["product"] = (float("nan"), float("inf"), float("nan"), -0.0)
spellings["half sum"] = (float("nan"), float("inf"), float("nan"), 0)

# %% wrong: all the same, as ReLU should be
# expects: all the same
# earns: 0
row = [nan, inf, 0.0, -0.0]
spellings = dict.fromkeys(["maximum", "where", "clip", "product", "half sum"], row)

# %% wrong: all the same, NaN is 0
# expects: all the same
# earns: 0
spellings = {name: [0, inf, 0, 0] for name in
                  ["maximum", "where", "clip", "product", "half sum"]}

# %% wrong: where passes NaN
# expects: np.where passes NaN
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [nan, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: maximum takes NaN for negative
# expects: NaN taken for a negative number
# earns: 3
spellings = {
    "maximum": [0.0, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [0.0, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: 0 times infinity
# expects: 0 times infinity is 0
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, 0.0, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: infinity minus infinity
# expects: infinity minus infinity is 0
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, 0.0, 0.0],
}

# %% wrong: minus infinity breaks all
# expects: −inf does not become 0
# earns: 3
spellings = {
    "maximum": [nan, inf, nan, 0.0],
    "where": [0.0, inf, nan, 0.0],
    "clip": [nan, inf, -inf, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: infinity cut off
# expects: inf does not pass
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, 1.0, 0.0, 0.0],
    "product": [nan, nan, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: no sign in the product
# expects: a product loses the sign of zero
# earns: 4
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, 0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: minus zero passes everywhere, and where passes NaN
# expects: −0.0 passes
# earns: 2
spellings = {
    "maximum": [nan, inf, 0.0, -0.0],
    "where": [nan, inf, 0.0, -0.0],
    "clip": [nan, inf, 0.0, -0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, -0.0],
}

# %% wrong: half done
# expects: is still `...`
# earns: 0
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [..., ..., ..., ...],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, ..., -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: as text
# expects: without quotes
# earns: 1
spellings = {
    "maximum": ["nan", "inf", 0.0, 0.0],
    "where": [0.0, "inf", 0.0, 0.0],
    "clip": ["nan", "inf", 0.0, 0.0],
    "product": ["nan", "inf", "nan", -0.0],
    "half sum": ["nan", "inf", "nan", 0.0],
}

# %% wrong: a column missing
# expects: should be a list of four
# earns: 0
spellings = {
    "maximum": [nan, inf, 0.0],
    "where": [0.0, inf, 0.0],
    "clip": [nan, inf, 0.0],
    "product": [nan, inf, nan],
    "half sum": [nan, inf, nan],
}

# %% wrong: a list of rows
# expects: The table is a dictionary
# earns: 0
spellings = [[nan, inf, 0.0, 0.0]] * 5

# %% wrong: None in a cell
# expects: is not a number
# earns: 3
spellings = {
    "maximum": [None, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: a function
# expects: The table is a dictionary
# earns: 0
def spellings():
    return {"maximum": [nan, inf, 0.0, 0.0]}

# %% wrong: complex and truth values
# expects: is not a number
# earns: 0
spellings = {
    "maximum": [nan + 1j, True, False, 0j],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: minus infinity wins the sum
# expects: infinity minus infinity is infinity
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, nan, -0.0],
    "half sum": [nan, inf, -inf, 0.0],
}

# %% wrong: infinity wins the product
# expects: 0 times infinity is infinity
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [nan, inf, -inf, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

# %% wrong: inf and -inf exchanged
# expects: columns exchanged
# earns: 3
spellings = {
    "maximum": [nan, 0.0, inf, 0.0],
    "where": [0.0, 0.0, inf, 0.0],
    "clip": [nan, 0.0, inf, 0.0],
    "product": [nan, nan, inf, -0.0],
    "half sum": [nan, nan, inf, 0.0],
}

# %% wrong: the factor 0 takes NaN away
# expects: 0 times NaN is 0
# earns: 3
spellings = {
    "maximum": [nan, inf, 0.0, 0.0],
    "where": [0.0, inf, 0.0, 0.0],
    "clip": [nan, inf, 0.0, 0.0],
    "product": [0.0, inf, nan, -0.0],
    "half sum": [nan, inf, nan, 0.0],
}

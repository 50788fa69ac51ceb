import numpy as np

# %% right: mean of the mask
def share_positive(x):
    return np.mean(x > 0)

# %% right: count over size
def share_positive(x):
    x = np.asarray(x)
    return np.count_nonzero(x > 0) / x.size

# %% right: a loop over every entry
def share_positive(x):
    total = 0
    for value in np.ravel(x):
        if value > 0:
            total = total + 1
    return total / np.size(x)

# %% right: the length of what is picked
def share_positive(x):
    return len(x[x > 0]) / np.prod(x.shape)

# %% wrong: counts
# expects: a count, not a share
# earns: 0
def share_positive(x):
    return len(x[x > 0])

# %% wrong: zero let in
# expects: zero counted as positive
# earns: 2
def share_positive(x):
    return (x >= 0).mean()

# %% wrong: not below zero
# expects: zero counted as positive
# earns: 2
def share_positive(x):
    return 1 - (x < 0).sum() / x.size

# %% wrong: the mask itself
# expects: the answers, not their mean
# earns: 0
def share_positive(x):
    return x > 0

# %% wrong: per cent
# expects: per cent
# earns: 0
def share_positive(x):
    return np.mean(x > 0) * 100

# %% wrong: mean of what is positive
# expects: the mean of the positive entries
# earns: 0
def share_positive(x):
    positive = x[x > 0]
    return positive.sum() / len(positive)

# %% wrong: the other side
# expects: the share of negative numbers
# earns: 0
def share_positive(x):
    return np.mean(x < 0)

# %% wrong: len of a matrix
# expects: divided by the number of rows
# earns: 2
def share_positive(x):
    return (x > 0).sum() / len(x)

# %% wrong: builtin sum
# expects: Python's sum adds rows
# earns: 2
def share_positive(x):
    return sum(x > 0) / len(x)

# %% wrong: loop over the rows
# expects: a loop sees rows
# earns: 2
def share_positive(x):
    n = 0
    for v in x:
        if v > 0:
            n += 1
    return n / len(x)

# %% wrong: loop, and zero let in
# expects: zero counted as positive
# earns: 1
def share_positive(x):
    n = 0
    for v in x:
        if v >= 0:
            n += 1
    return n / len(x)

# %% wrong: prints and returns nothing
# expects: returned nothing
# earns: 0
def share_positive(x):
    print(np.mean(x > 0))

# %% wrong: as text
# expects: A string came back
# earns: 0
def share_positive(x):
    return f"{np.mean(x > 0):.2f}"

# %% wrong: in a list
# expects: A list came back
# earns: 0
def share_positive(x):
    return [np.mean(x > 0)]

# %% wrong: rounded away
# expects: The value differs
# earns: 0
def share_positive(x):
    return round(float(np.mean(x > 0)), 2)

# %% wrong: the method, not its result
# expects: was it called, with parentheses?
# earns: 0
def share_positive(x):
    return (x > 0).mean

# %% right: a tensor of one number
import torch

def share_positive(x):
    return (torch.as_tensor(x) > 0).float().mean()

# %% wrong: never ends
# expects: No answer within
# earns: 0
def share_positive(x):
    i = count = 0
    while i < 1:
        count += 1
    return count


# %% right: Fraction
from fractions import Fraction
def share_positive(x):
    flat = x.flatten()
    return Fraction(sum(1 for v in flat if v > 0), len(flat))

# %% wrong: divides by the number of entries that are not 0 instead of all entries
# expects: zeros left out of the count
def share_positive(x):
    pos = (x > 0).sum()
    neg = (x < 0).sum()
    return pos / (pos + neg)

# %% wrong: rounds the share to one decimal
# expects: rounded
def share_positive(x):
    positives = x[x > 0]
    return round(positives.size / x.size, 1)

# %% wrong: gives a share for every row instead of one number for the whole array
# expects: a share for each row
def share_positive(x):
    flags = np.where(x > 0, 1.0, 0.0)
    return flags.mean(axis=-1)

# %% wrong: adds up the positive entries themselves instead of counting them
# expects: the positive entries added up
def share_positive(x):
    total = 0.0
    for v in np.ravel(x):
        if v > 0:
            total += v
    return total / np.size(x)

# %% wrong: the positive entries
# expects: the positive entries themselves
def share_positive(x):
    return x[x > 0]

# %% wrong: return inside the loop
# expects: only the first entry decides
def share_positive(x):
    count = 0
    for v in x.ravel():
        if v > 0:
            count += 1
        return count / x.size

# %% wrong: divided by the rest
# expects: divided by those that are not positive
def share_positive(x):
    pos = (x > 0).sum()
    neg = (x <= 0).sum()
    return pos / neg

# %% wrong: everything that is not zero
# expects: every number but 0 counted
# earns: 0
def share_positive(x):
    return np.count_nonzero(x) / x.size

# %% wrong: sums of sizes
# expects: sums divided, not counts
# earns: 0
def share_positive(x):
    return float(x[x > 0].sum() / np.abs(x).sum())

# %% wrong: the rest
# expects: the share of all that is not positive
# earns: 0
def share_positive(x):
    return 1 - np.mean(x > 0)

# %% wrong: if on the whole array
# expects: one question for the whole array
# earns: 0
def share_positive(x):
    count = 0
    if x > 0:
        count = count + 1
    return count / x.size

# %% wrong: builtin sum over the size
# expects: Python's sum adds rows
# earns: 2
def share_positive(x):
    return sum(x > 0) / x.size

# %% wrong: the rows by shape
# expects: divided by the number of rows
def share_positive(x):
    return float(np.sum(x > 0) / x.shape[0])

# %% wrong: the columns by shape
# expects: divided by the number of rows
def share_positive(x):
    return float(np.sum(x > 0) / x.shape[-1])

# %% wrong: returns at the first positive entry
# expects: only the first entry decides
def share_positive(x):
    for v in x.ravel():
        if v > 0:
            return 1 / x.size
    return 0.0

# %% wrong: the mean of x
# expects: the mean of all entries
def share_positive(x):
    return float(x.sum() / x.size)

# %% wrong: plus one, minus one, zero
# expects: the mean of the signs
# earns: 0
def share_positive(x):
    signs = np.sign(x)
    return signs.sum() / signs.size

# %% wrong: as whole numbers
# expects: cut to whole numbers first
# earns: 0
def share_positive(x):
    whole = np.asarray(x).astype(np.int64)
    return np.count_nonzero(whole > 0) / whole.size

# %% wrong: above a tiny number
# expects: a band around 0 left out
# earns: 2
def share_positive(x):
    return np.mean(x > 1e-6)

# %% wrong: above a number next to nothing
# expects: a band around 0 left out
# earns: 2
def share_positive(x):
    return np.mean(x > 1e-12)

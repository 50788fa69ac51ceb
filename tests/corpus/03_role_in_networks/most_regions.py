import math

import numpy as np

# %% right: a sum of binomials
def most_regions(n, d):
    return sum(math.comb(n, j) for j in range(d + 1))

# %% right: the new cut, recursively
from functools import cache

@cache
def most_regions(n, d):
    if n == 0 or d == 0:
        return 1
    return most_regions(n - 1, d) + most_regions(n - 1, d - 1)

# %% right: a table, row by row
def most_regions(n, d):
    row = [1] * (d + 1)
    for _ in range(n):
        row = [1] + [row[j] + row[j - 1] for j in range(1, d + 1)]
    return row[-1]

# %% right: a loop that builds each term from the last
def most_regions(n, d):
    total, term = 0, 1
    for j in range(min(n, d) + 1):
        total += term
        term = term * (n - j) // (j + 1)
    return total

# %% wrong: every pattern
# expects: 2 to the n
# earns: 1
def most_regions(n, d):
    return 2 ** n

# %% wrong: as on a line
# expects: n + 1 in every dimension
# earns: 1
def most_regions(n, d):
    return n + 1

# %% wrong: one binomial
# expects: the last term alone
# earns: 0
def most_regions(n, d):
    return math.comb(n, d)

# %% wrong: range too short
# expects: the sum stops at d − 1
# earns: 0
def most_regions(n, d):
    return sum(math.comb(n, j) for j in range(d))

# %% wrong: starts at one
# expects: the sum starts at 1
# earns: 0
def most_regions(n, d):
    total = 0
    for j in range(1, d + 1):
        total += math.comb(n, j)
    return total

# %% wrong: the formula for a plane
# expects: The value differs
# earns: 2
def most_regions(n, d):
    return 1 + n + n * (n - 1) // 2

# %% wrong: the smaller of two wrong ones
# expects: The value differs
# earns: 2
def most_regions(n, d):
    return min(2 ** n, n * d + 1)

# %% wrong: dimensions first
# expects: arguments exchanged
# earns: 0
def most_regions(d, n):
    return sum(math.comb(n, j) for j in range(d + 1))


# %% wrong: scipy's comb in floats
# expects: differs
from scipy import special

def most_regions(n, d):
    return special.comb(n, np.arange(d + 1)).sum()


# %% right: pascal row
def most_regions(n, d):
    total, term = 0, 1
    for j in range(min(n, d) + 1):
        total += term
        term = term * (n - j) // (j + 1)
    return total

# %% wrong: the formula of the plane, 1 + n + n(n-1)/2, whatever d
# expects: the plane's formula in every dimension
def most_regions(n, d):
    return 1 + n + n * (n - 1) // 2 if d > 1 else 1 + n

# %% wrong: counts bounded regions only: comb(n - 1, d)
# expects: bounded regions alone
def most_regions(n, d):
    return math.comb(n - 1, d)

# %% wrong: floats lose digits for large n
# expects: digits lost
def most_regions(n, d):
    total, term = 0.0, 1.0
    for j in range(d + 1):
        total += term
        term *= (n - j) / (j + 1)
    return int(round(total))

# %% wrong: the plane's formula, on a line too
# expects: the plane's formula in every dimension
def most_regions(n, d):
    return n * (n + 1) // 2 + 1

# %% wrong: a grid
# expects: a grid of cuts
def most_regions(n, d):
    return (n + 1) ** d

# %% wrong: the new cut, recursively, without a memory
# expects: a recursion that asks the same (n, d) again
# earns: 4
def most_regions(n, d):
    if n == 0 or d == 0:
        return 1
    return most_regions(n - 1, d) + most_regions(n - 1, d - 1)

# %% wrong: factorials where j is above n
# expects: j above n
def most_regions(n, d):
    f = math.factorial
    return sum(f(n) // (f(j) * f(n - j)) for j in range(d + 1))

# %% wrong: d for n
# expects: 2 to the d for few cuts
# earns: 4
def most_regions(n, d):
    if d >= n:
        return 1 << d
    return sum(math.comb(n, j) for j in range(d + 1))

# %% wrong: through the origin
# expects: all cuts through one point
# earns: 1
def most_regions(n, d):
    total = sum(2 * math.comb(n - 1, j) for j in range(d)) if n > 0 else 1
    return total

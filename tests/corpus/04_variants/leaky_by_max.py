import numpy as np

# %% right: the condition
def leaky_by_max(alpha):
    if alpha <= 1:
        return True
    return 1.0

# %% right: looks for a counterexample
def leaky_by_max(alpha):
    for x in np.linspace(-5, 5, 21):
        leaky = x if x > 0 else alpha * x
        if max(alpha * x, x) != leaky:
            return x
    return True

# %% right: two sides on their own
def leaky_by_max(alpha):
    right_side = max(alpha * 2, 2) == 2
    left_side = max(alpha * -2, -2) == alpha * -2
    if not right_side:
        return 2
    if not left_side:
        return -2
    return True

# %% right: an array at once, and a NumPy truth value
def leaky_by_max(alpha):
    x = np.arange(-3.0, 4.0)
    differs = np.maximum(alpha * x, x) != np.where(x > 0, x, alpha * x)
    return x[differs][0] if differs.any() else np.all(~differs)

# %% wrong: always
# expects: every slope
# earns: 0
def leaky_by_max(alpha):
    return True

# %% wrong: not negative
# expects: not negative is enough
# earns: 1
def leaky_by_max(alpha):
    return True if alpha >= 0 else -1.0

# %% wrong: from 0 to 1
# expects: only from 0 to 1
# earns: 3
def leaky_by_max(alpha):
    if 0 <= alpha <= 1:
        return True
    return -1.0

# %% wrong: the size
# expects: the size of α
# earns: 3
def leaky_by_max(alpha):
    return True if abs(alpha) <= 1 else 2.0

# %% wrong: small slopes only
# expects: an end left out
# earns: 2
def leaky_by_max(alpha):
    return True if 0 < alpha < 1 else 1.0

# %% wrong: 1 is not leaky any more
# expects: an end left out
# earns: 3
def leaky_by_max(alpha):
    return True if alpha < 1 else 1.0

# %% wrong: 0 is not leaky yet
# expects: an end left out
# earns: 2
def leaky_by_max(alpha):
    return True if 0 < alpha <= 1 else -2.0

# %% wrong: the condition of the minimum
# expects: turned round
# earns: 0
def leaky_by_max(alpha):
    return True if alpha >= 1 else 1.0

# %% wrong: the counterexample is 0
# expects: not a counterexample
# earns: 2
def leaky_by_max(alpha):
    return True if alpha <= 1 else 0.0

# %% wrong: False, and no x
# expects: no counterexample
# earns: 2
def leaky_by_max(alpha):
    return alpha <= 1

# %% wrong: both things at once
# expects: One thing is asked for
# earns: 0
def leaky_by_max(alpha):
    return alpha <= 1, 1.0

# %% wrong: nothing above 1
# expects: returned nothing
# earns: 2
def leaky_by_max(alpha):
    if alpha <= 1:
        return True

# %% wrong: infinity is no real number
# expects: an ordinary number
# earns: 2
def leaky_by_max(alpha):
    return True if alpha <= 1 else np.inf

# %% wrong: the same number for every slope
# expects: gives 1.0
# earns: 0
def leaky_by_max(alpha):
    return 1.0

# %% wrong: compared with a tolerance
# expects: leaky ReLU with slope
def leaky_by_max(alpha):
    x = np.linspace(-10, 10, 401)
    leaky = np.where(x > 0, x, alpha * x)
    by_max = np.maximum(alpha * x, x)
    if np.allclose(leaky, by_max):
        return True
    return float(x[np.argmax(np.abs(leaky - by_max))])

# %% wrong: a search that looks away from small differences
# expects: a little above 1 taken for 1
# earns: 2
def leaky_by_max(alpha):
    for x in range(-10, 11):
        if abs(max(alpha * x, x) - (x if x > 0 else alpha * x)) >= 1:
            return x
    return True

# %% wrong: about 1
# expects: a little above 1 taken for 1
# earns: 2
def leaky_by_max(alpha):
    return True if alpha < 1.001 else 2.0

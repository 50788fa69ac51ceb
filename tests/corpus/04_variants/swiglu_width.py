import math

import numpy as np

# %% right: solved for the width
def swiglu_width(d, hidden, multiple, biases):
    if biases:
        w = hidden * (2 * d + 1) // (3 * d + 2)
    else:
        w = 2 * hidden // 3
    return w // multiple * multiple

# %% right: counted and searched
def swiglu_width(d, hidden, multiple, biases):
    def plain(h):
        return 2 * d * h + (h + d if biases else 0)

    def gated(w):
        return 3 * d * w + (2 * w + d if biases else 0)

    w = 0
    while gated(w + multiple) <= plain(hidden):
        w += multiple
    return w

# %% right: from the budget
def swiglu_width(d, hidden, multiple, biases):
    budget = d * hidden + hidden * d
    unit = 3 * d
    if biases:
        budget += hidden
        unit += 2
    return np.int64(budget // (unit * multiple) * multiple)

# %% right: two thirds, floor
def swiglu_width(d, hidden, multiple, biases):
    exact = (2 * d + biases) * hidden / (3 * d + 2 * biases)
    return math.floor(exact / multiple + 1e-9) * multiple

# %% wrong: two matrices
# expects: the gate's matrix is forgotten
# earns: 0
def swiglu_width(d, hidden, multiple, biases):
    return hidden // multiple * multiple

# %% wrong: half
# expects: half the width
# earns: 0
def swiglu_width(d, hidden, multiple, biases):
    return (hidden // 2) // multiple * multiple

# %% wrong: rounded up
# expects: rounded up
# earns: 2
def swiglu_width(d, hidden, multiple, biases):
    top = hidden * (2 * d + 1) if biases else 2 * hidden * d
    bottom = (3 * d + 2) if biases else 3 * d
    return -(-top // (bottom * multiple)) * multiple

# %% wrong: nearest
# expects: rounded to the nearest
# earns: 2
def swiglu_width(d, hidden, multiple, biases):
    w = hidden * (2 * d + 1) / (3 * d + 2) if biases else 2 * hidden / 3
    return round(w / multiple) * multiple

# %% wrong: a fraction
# expects: not rounded
# earns: 2
def swiglu_width(d, hidden, multiple, biases):
    return 2 * hidden / 3

# %% wrong: a float
# expects: a float for a width
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    w = hidden * (2 * d + 1) / (3 * d + 2) if biases else 2 * hidden / 3
    return np.floor(w / multiple + 1e-9) * multiple

# %% wrong: eight thirds
# expects: eight thirds of d
# earns: 0
def swiglu_width(d, hidden, multiple, biases):
    return int(8 * d / 3) // multiple * multiple

# %% wrong: no biases
# expects: biases are forgotten
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    return 2 * hidden // 3 // multiple * multiple

# %% wrong: one bias
# expects: one hidden bias, not two
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    w = hidden * (2 * d + 1) // (3 * d + 1) if biases else 2 * hidden // 3
    return w // multiple * multiple

# %% wrong: output bias on one side
# expects: the output's bias on one side only
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    budget = 2 * d * hidden + (hidden + d if biases else 0)
    return budget // (3 * d + (2 if biases else 0)) // multiple * multiple

# %% wrong: no multiple
# expects: the multiple is ignored
# earns: 3
def swiglu_width(d, hidden, multiple, biases):
    return hidden * (2 * d + 1) // (3 * d + 2) if biases else 2 * hidden // 3

# %% wrong: counts parameters
# expects: The value differs
# earns: 0
def swiglu_width(d, hidden, multiple, biases):
    return 2 * d * hidden

# %% wrong: fewer, not at most as many
# expects: equally many refused
# earns: 1
def swiglu_width(d, hidden, multiple, biases):
    extra = int(biases)
    plain = 2 * d * hidden + extra * (hidden + d)
    w = hidden // multiple * multiple
    while 3 * d * w + extra * (2 * w + d) >= plain:
        w -= multiple
    return w


# %% right: count down
def swiglu_width(d, hidden, multiple, biases):
    plain = d * hidden + hidden * d + biases * (hidden + d)
    w = hidden // multiple * multiple
    while 3 * d * w + biases * (2 * w + d) > plain:
        w -= multiple
    return w

# %% wrong: rounded up, as some libraries do
# expects: rounded up
def swiglu_width(d, hidden, multiple, biases):
    w = (2 * d * hidden + hidden * biases) // (3 * d + 2 * biases)
    return multiple * ((w + multiple - 1) // multiple)

# %% wrong: a bias has the size of the input
# expects: a bias for each input
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    def size(inputs, outputs):
        return inputs * outputs + (inputs if biases else 0)

    most = size(d, hidden) + size(hidden, d)
    w = hidden // multiple * multiple
    while w and 2 * size(d, w) + size(w, d) > most:
        w -= multiple
    return w

# %% wrong: biases whatever is asked
# expects: biases always counted
def swiglu_width(d, hidden, multiple, biases):
    return (2 * d + 1) * hidden // (3 * d + 2) // multiple * multiple

# %% wrong: the plain block is counted without biases
# expects: no biases in the plain block
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    return 2 * d * hidden // (3 * d + 2 * biases) // multiple * multiple

# %% wrong: never narrower than one multiple
# expects: at least one multiple
# earns: 4
def swiglu_width(d, hidden, multiple, biases):
    w = (2 * d + biases) * hidden // (3 * d + 2 * biases)
    return max(w // multiple, 1) * multiple

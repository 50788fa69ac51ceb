import numpy as np

# %% right: a list comprehension
def value_table(xs):
    return [(x, max(0, x), "on" if x > 0 else "off") for x in xs]

# %% right: a loop
def value_table(xs):
    rows = []
    for x in xs:
        if x > 0:
            rows.append((x, x, "on"))
        else:
            rows.append((x, 0.0, "off"))
    return rows

# %% right: zip of columns, with NumPy
def value_table(xs):
    x = np.array(xs)
    y = np.maximum(x, 0)
    states = np.where(y > 0, "on", "off")
    return list(zip(x, y, states))

# %% right: lists for rows, in a tuple
def value_table(xs):
    return tuple([x, x * (x > 0), ("off", "on")[x > 0]] for x in xs)

# %% wrong: zero is on
# expects: zero counted as on
# earns: 2
def value_table(xs):
    return [(x, max(0, x), "on" if x >= 0 else "off") for x in xs]

# %% wrong: off only below zero
# expects: zero counted as on
# earns: 2
def value_table(xs):
    rows = []
    for x in xs:
        state = "off" if x < 0 else "on"
        rows.append((x, max(0, x), state))
    return rows

# %% wrong: asks the output
# expects: always on, because the output is never negative
# earns: 0
def value_table(xs):
    rows = []
    for x in xs:
        y = max(0, x)
        rows.append((x, y, "on" if y >= 0 else "off"))
    return rows

# %% wrong: words swapped
# expects: on and off swapped
# earns: 0
def value_table(xs):
    return [(x, max(0, x), "on" if x <= 0 else "off") for x in xs]

# %% wrong: f(x) forgotten
# expects: x in place of f(x)
# earns: 0
def value_table(xs):
    return [(x, x, "on" if x > 0 else "off") for x in xs]

# %% wrong: by columns
# expects: columns, not rows
# earns: 0
def value_table(xs):
    ys = [max(0, x) for x in xs]
    states = ["on" if x > 0 else "off" for x in xs]
    return xs, ys, states

# %% wrong: return in the loop
# expects: one row only
# earns: 0
def value_table(xs):
    for x in xs:
        return (x, max(0, x), "on" if x > 0 else "off")

# %% wrong: return of a list in the loop
# expects: one row only
# earns: 0
def value_table(xs):
    rows = []
    for x in xs:
        rows.append((x, max(0, x), "on" if x > 0 else "off"))
        return rows

# %% wrong: truth values
# expects: True and False for words
# earns: 0
def value_table(xs):
    return [(x, max(0, x), x > 0) for x in xs]

# %% wrong: capital letters
# expects: The result differs
# earns: 0
def value_table(xs):
    return [(x, max(0, x), "On" if x > 0 else "Off") for x in xs]

# %% wrong: words only
# expects: Each row is
# earns: 0
def value_table(xs):
    return ["on" if x > 0 else "off" for x in xs]

# %% wrong: an array of text
# expects: A list of 4 is asked for
# earns: 0
def value_table(xs):
    return np.array([(x, max(0, x), "on" if x > 0 else "off") for x in xs])

# %% wrong: a dictionary
# expects: A list of 4 is asked for
# earns: 0
def value_table(xs):
    return {x: max(0, x) for x in xs}

# %% wrong: printed
# expects: not None
# earns: 0
def value_table(xs):
    for x in xs:
        print(x, max(0, x), "on" if x > 0 else "off")

# %% wrong: treats the list as an array
# expects: TypeError
# earns: 0
def value_table(xs):
    return [(xs, np.maximum(xs, 0), "on" if xs > 0 else "off")]


# %% right: namedtuple
from typing import NamedTuple
class Row(NamedTuple):
    x: float
    y: float
    state: str
def value_table(xs):
    return [Row(x, x if x > 0 else 0.0, ("off", "on")[x > 0]) for x in xs]

# %% wrong: rounds: int() cuts the fractions of ReLU
# expects: ReLU cut to whole numbers
def value_table(xs):
    table = []
    for x in xs:
        r = int(max(0, x))
        table.append((x, r, "on" if x > 0 else "off"))
    return table

# %% wrong: no rows for numbers that are off
# expects: rows left out
def value_table(xs):
    return [(x, x, "on") for x in xs if x > 0]

# %% wrong: the word stands second
# expects: the row in another order
# earns: 0
def value_table(xs):
    return [(x, "on" if x > 0 else "off", max(0.0, x)) for x in xs]

# %% wrong: x is overwritten
# expects: f(x) in place of x
# earns: 0
def value_table(xs):
    rows = []
    for x in xs:
        word = "on" if x > 0 else "off"
        x = max(0.0, x)
        rows.append((x, x, word))
    return rows

# %% wrong: any number but 0 is on
# expects: on wherever x is not 0
# earns: 0
def value_table(xs):
    return [(x, max(0.0, x), "on" if x else "off") for x in xs]

# %% wrong: only the last row
# expects: one row only
# earns: 0
def value_table(xs):
    row = []
    for x in xs:
        row = [(x, max(0.0, x), "on" if x > 0 else "off")]
    return row

# %% wrong: no row below zero
# expects: rows left out
# earns: 0
def value_table(xs):
    return [(x, x, "on" if x > 0 else "off") for x in xs if x >= 0]

# %% wrong: on from a millionth upwards
# expects: off a little above 0
# earns: 2
def value_table(xs):
    return [(x, x * (x > 0), "on" if x > 1e-6 else "off") for x in xs]

# %% wrong: on from a rounding error upwards
# expects: off a little above 0
# earns: 2
def value_table(xs):
    rows = []
    for x in xs:
        word = "on" if max(x, 0) > 1e-12 else "off"
        rows.append((x, max(x, 0), word))
    return rows

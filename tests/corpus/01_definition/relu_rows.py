import numpy as np

# %% right: copy, then assign
def relu_rows(x, rows):
    y = x.copy()
    y[rows] = np.maximum(y[rows], 0)
    return y

# %% right: a loop over the rows
def relu_rows(x, rows):
    y = np.array(x)
    for row in rows:
        y[row][y[row] < 0] = 0
    return y

# %% right: by a mask of rows
def relu_rows(x, rows):
    chosen = np.isin(np.arange(len(x)), rows)
    return np.where(chosen[:, None] & (x < 0), np.zeros_like(x), x)

# %% right: stacked row by row
def relu_rows(x, rows):
    return np.stack([np.maximum(x[i], 0) if i in rows else x[i] for i in range(len(x))])

# %% wrong: a second name
# expects: x itself is written to
# earns: 3
def relu_rows(x, rows):
    y = x
    y[rows] = np.maximum(y[rows], 0)
    return y

# %% wrong: a slice is a window
# expects: x itself is written to
# earns: 3
def relu_rows(x, rows):
    y = x[:]
    for row in rows:
        y[row] = np.maximum(y[row], 0)
    return y

# %% wrong: asarray does not copy
# expects: x itself is written to
# earns: 3
def relu_rows(x, rows):
    y = np.asarray(x)
    y[rows] = y[rows] * (y[rows] > 0)
    return y

# %% wrong: a temporary
# expects: written into a temporary copy
# earns: 1
def relu_rows(x, rows):
    y = x.copy()
    y[rows][y[rows] < 0] = 0
    return y

# %% wrong: the name is bound anew
# expects: written into a temporary copy
# earns: 1
def relu_rows(x, rows):
    y = x.copy()
    for row in y[rows]:
        row = np.maximum(row, 0)
    return y

# %% wrong: every row
# expects: every row
# earns: 2
def relu_rows(x, rows):
    y = x.copy()
    y[y < 0] = 0
    return y

# %% wrong: only the chosen ones
# expects: only the chosen rows came back
# earns: 0
def relu_rows(x, rows):
    return np.maximum(x[rows], 0)

# %% wrong: columns
# expects: columns for rows
# earns: 3
def relu_rows(x, rows):
    y = x.copy()
    y[:, rows] = np.maximum(y[:, rows], 0)
    return y

# %% wrong: zeros elsewhere
# expects: the other rows became 0
# earns: 0
def relu_rows(x, rows):
    y = np.zeros_like(x)
    y[rows] = np.maximum(x[rows], 0)
    return y

# %% wrong: float64
# expects: silent float64
# earns: 6
def relu_rows(x, rows):
    y = np.zeros(x.shape)
    for i in range(len(x)):
        y[i] = np.maximum(x[i], 0) if i in rows else x[i]
    return y

# %% wrong: the caller's own array when there is nothing to do
# expects: share their memory
# earns: 6
def relu_rows(x, rows):
    if not rows:
        return x
    y = x.copy()
    y[rows] = np.maximum(y[rows], 0)
    return y

# %% wrong: in place, and every row
# expects: caller's array was changed
# earns: 0
def relu_rows(x, rows):
    x[x < 0] = 0
    return x

# %% wrong: a list of rows
# expects: A list came back
# earns: 0
def relu_rows(x, rows):
    return [np.maximum(r, 0) if i in rows else r for i, r in enumerate(x)]

# %% wrong: changes x and returns nothing
# expects: returned nothing
# earns: 0
def relu_rows(x, rows):
    x[rows] = np.maximum(x[rows], 0)

# %% wrong: a Python list's copy
# expects: ValueError
# earns: 1
def relu_rows(x, rows):
    y = list(x)
    return np.array([max(0, r) if i in rows else r for i, r in enumerate(y)])


# %% wrong: row numbers from 1
# expects: rows counted from 1
def relu_rows(x, rows):
    y = x.copy()
    for r in rows:
        y[r - 1] = np.maximum(y[r - 1], 0)
    return y

# %% wrong: return inside the loop
# expects: only the first of the rows
def relu_rows(x, rows):
    new = x.copy()
    for i in rows:
        new[i] = np.maximum(new[i], 0)
        return new

# %% wrong: stops at 1
# expects: Numbers above 0 are changed, too
# earns: 1
def relu_rows(x, rows):
    y = x.copy()
    y[rows] = np.clip(y[rows], 0, 1)
    return y

# %% wrong: a new copy in every round
# expects: only the last of the rows
def relu_rows(x, rows):
    y = x.copy()
    for row in rows:
        y = x.copy()
        y[row] = np.maximum(y[row], 0)
    return y

# %% wrong: the rest
# expects: all the other rows
def relu_rows(x, rows):
    y = np.maximum(x, 0)
    y[rows] = x[rows]
    return y

# %% wrong: the first rows, as many as named
# expects: entries differ
def relu_rows(x, rows):
    y = x.copy()
    n = len(rows)
    y[:n] = np.maximum(y[:n], 0)
    return y

# %% wrong: from the least to the greatest
# expects: a range of rows
# earns: 3
def relu_rows(x, rows):
    y = np.array(x)
    if rows:
        part = slice(min(rows), max(rows) + 1)
        y[part] = np.where(y[part] < 0, 0, y[part])
    return y

# %% wrong: from the first to the last
# expects: a range of rows
def relu_rows(x, rows):
    y = np.array(x)
    for row in range(rows[0], rows[-1] + 1) if rows else ():
        y[row] = np.where(y[row] < 0, 0, y[row])
    return y

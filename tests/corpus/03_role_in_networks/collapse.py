import numpy as np

# %% right: a loop from the first layer
def collapse(weights, biases):
    W = weights[0]
    b = biases[0]
    for i in range(1, len(weights)):
        b = b @ weights[i] + biases[i]
        W = W @ weights[i]
    return W, b

# %% right: asks the net itself
def collapse(weights, biases):
    def net(x):
        for W, b in zip(weights, biases):
            x = x @ W + b
        return x
    n = weights[0].shape[0]
    b = net(np.zeros(n))
    return net(np.eye(n)) - b, b

# %% right: from the last layer back, in a list
def collapse(weights, biases):
    W = np.eye(weights[-1].shape[1])
    b = np.zeros(weights[-1].shape[1])
    for V, c in zip(reversed(weights), reversed(biases)):
        b = c @ W + b
        W = V @ W
    return [W, b]

# %% right: one matrix with a row for the bias
def collapse(weights, biases):
    total = None
    for W, b in zip(weights, biases):
        n, m = W.shape
        M = np.zeros((n + 1, m + 1))
        M[:n, :m], M[n, :m], M[n, m] = W, b, 1
        total = M if total is None else total @ M
    return total[:-1, :-1], total[-1, :-1]

# %% wrong: forgets the first bias
# expects: the first bias is not carried on
# earns: 2
def collapse(weights, biases):
    W = weights[0]
    for V in weights[1:]:
        W = W @ V
    return W, biases[-1]

# %% wrong: adds the biases
# expects: biases added up
# earns: 2
def collapse(weights, biases):
    W = np.linalg.multi_dot(weights) if len(weights) > 1 else weights[0]
    return W, sum(biases)

# %% wrong: columns in mind
# expects: product in the wrong order
# earns: 0
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:]):
        W = V @ W
        b = V @ b + c
    return W, b

# %% wrong: star for at
# expects: multiplied entry by entry
# earns: 0
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:]):
        W, b = W * V, b * V + c
    return W, b

# %% wrong: the bias meets its own matrix
# expects: each bias through its own matrix
# earns: 2
def collapse(weights, biases):
    b = 0 * weights[0][:, 0]
    W = np.eye(len(b))
    for V, c in zip(weights, biases):
        W = W @ V
        b = (b + c) @ V
    return W, b

# %% wrong: two layers only
# expects: the layers between are left out
# earns: 4
def collapse(weights, biases):
    W1, W2, b1, b2 = weights[0], weights[-1], biases[0], biases[-1]
    return W1 @ W2, b1 @ W2 + b2

# %% wrong: the matrix alone
# expects: things are asked for
# earns: 0
def collapse(weights, biases):
    W = weights[0]
    for V in weights[1:]:
        W = W @ V
    return W

# %% wrong: the matrices alone
# expects: the biases forgotten
def collapse(weights, biases):
    W = weights[0]
    for V in weights[1:]:
        W = W @ V
    return W, np.zeros(W.shape[1])


# %% right: probe with unit vectors
def collapse(weights, biases):
    def net(h):
        for W, b in zip(weights, biases):
            h = h @ W + b
        return h
    d = weights[0].shape[0]
    b = net(np.zeros((1, d)))[0]
    return net(np.eye(d)) - b, b

# %% wrong: each bias passes through the next layer only
# expects: each bias through the next matrix only
def collapse(weights, biases):
    W = np.linalg.multi_dot(weights) if len(weights) > 1 else weights[0]
    b = biases[-1].copy()
    for bias, M in zip(biases[:-1], weights[1:]):
        b = b + bias @ M
    return W, b

# %% wrong: the last bias is left out
# expects: the last bias is left out
def collapse(weights, biases):
    W = np.eye(len(weights[0]))
    b = np.zeros(len(weights[0]))
    for M, c in zip(weights, [np.zeros(weights[0].shape[0]), *biases[:-1]]):
        b = (b + c) @ M
        W = W @ M
    return W, b

# %% wrong: a ReLU between the layers
# expects: a ReLU between the layers
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for M, c in zip(weights[1:], biases[1:]):
        W, b = W @ M, np.maximum(b, 0) @ M + c
    return W, b

# %% wrong: only the first two layers are joined
# expects: only the first two layers
def collapse(weights, biases):
    if len(weights) == 1:
        return weights[0], biases[0]
    W1, W2 = weights[0], weights[1]
    return W1 @ W2, biases[0] @ W2 + biases[1]

# %% wrong: adds into the caller's last bias
# expects: caller's array was changed
def collapse(weights, biases):
    W, b = weights[-1], biases[-1]
    for M, c in zip(weights[-2::-1], biases[-2::-1]):
        b += c @ W
        W = M @ W
    return W, b

# %% wrong: one layer is not provided for
# expects: a second layer is needed
def collapse(weights, biases):
    W = weights[0] @ weights[1]
    b = biases[0] @ weights[1] + biases[1]
    for i in range(2, len(weights)):
        W = W @ weights[i]
        b = b @ weights[i] + biases[i]
    return W, b

# %% wrong: read off at the unit rows, with the bias left in
# expects: the bias in every row of W
# earns: 2
def collapse(weights, biases):
    def net(rows):
        for W, b in zip(weights, biases):
            rows = rows @ W + b
        return rows

    inputs = len(weights[0])
    return net(np.eye(inputs)), net(np.zeros(inputs))

# %% wrong: reaches for the layer before the last
# expects: an entry is asked for that is
# earns: 4
def collapse(weights, biases):
    W, b = weights[-1], biases[-1]
    b = biases[-2] @ W + b
    W = weights[-2] @ W
    for M, c in zip(weights[-3::-1], biases[-3::-1]):
        b = c @ W + b
        W = M @ W
    return W, b

# %% wrong: carries the first bias on and adds no other
# expects: the first bias alone
# earns: 2
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for M in weights[1:]:
        W, b = W @ M, b @ M
    return W, b

# %% wrong: a row for each output
# expects: the matrix transposed
# earns: 0
def collapse(weights, biases):
    W, b = np.eye(len(weights[0])), np.zeros(len(weights[0]))
    for V, c in zip(weights, biases):
        W = V.T @ W
        b = b @ V + c
    return W, b

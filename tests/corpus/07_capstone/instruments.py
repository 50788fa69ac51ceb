import numpy as np

from course_utils.networks import MLP, cross_entropy, unit_shares

# %% right: with the course's net
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    loss, d = cross_entropy(trace.outputs, y)
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% right: by hand, in NumPy
def instruments(weights, biases, x, y):
    h, inputs, sums = x, [], []
    for W, b in zip(weights, biases):
        inputs.append(h)
        z = h @ W + b
        sums.append(z)
        h = np.maximum(z, 0)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    d = (p - np.eye(p.shape[1])[y]) / len(y)
    gradient = []
    for i in range(len(weights) - 1, -1, -1):
        gradient.insert(0, float(np.sqrt(((inputs[i].T @ d) ** 2).sum())))
        if i > 0:
            d = (d @ weights[i].T) * (sums[i - 1] > 0)
    return {
        "dead": [float(np.mean(z.max(axis=0) <= 0)) for z in sums[:-1]],
        "always_on": [float(np.mean(z.min(axis=0) > 0)) for z in sums[:-1]],
        "spread": [float(np.mean((z - z.mean(axis=0)) ** 2) ** 0.5) for z in sums[:-1]],
        "gradient": gradient,
    }

# %% right: with torch's autograd
import torch
from torch.nn import functional as F

def instruments(weights, biases, x, y):
    Ws = [torch.tensor(W, requires_grad=True) for W in weights]
    h, found = torch.tensor(x), {"dead": [], "always_on": [], "spread": []}
    for i, (W, b) in enumerate(zip(Ws, biases)):
        z = h @ W + torch.tensor(b)
        if i < len(Ws) - 1:
            found["dead"].append((z <= 0).all(dim=0).double().mean().item())
            found["always_on"].append((z > 0).all(dim=0).double().mean().item())
            found["spread"].append(z.var(dim=0, unbiased=False).mean().sqrt().item())
            h = torch.relu(z)
    F.cross_entropy(z, torch.tensor(y)).backward()
    found["gradient"] = [W.grad.norm().item() for W in Ws]
    return found

# %% wrong: zeros for dead units
# expects: share of zeros
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    shares = unit_shares(trace.sums[:-1])
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.zeros,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in trace.sums[:-1]],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: any instead of all
# expects: off on some row
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": [(z <= 0).any(0).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: judged by the mean
# expects: dead by the mean
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": [(z.mean(0) <= 0).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: below 0 only
# expects: a sum of 0 is forgotten
# earns: 7
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": [(z < 0).all(0).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: over the other axis
# expects: rows for units
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": [(z <= 0).all(1).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: numbers of units
# expects: a number, not a share
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": [(z <= 0).all(0).sum() for z in hidden],
        "always_on": [(z > 0).all(0).sum() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: not dead means always on
# expects: all that are not dead
# earns: 7
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    d = cross_entropy(trace.outputs, y)[1]
    dead = np.array([(z <= 0).all(0).mean() for z in hidden])
    return {
        "dead": dead,
        "always_on": 1 - dead,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: root mean square, bias and all
# expects: size for spread
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(np.mean(z**2)) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: z.std() of everything
# expects: spread over everything
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [z.std() for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: the root is missing
# expects: variance for spread
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [z.var(0).mean() for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: mean of standard deviations, after ReLU in another try
# expects: mean of the spreads
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [z.std(0).mean() for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: the spread of what leaves the layer
# expects: spread after ReLU
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    shares = unit_shares(trace.sums[:-1])
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(h.var(0).mean()) for h in trace.inputs[1:]],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: summed loss
# expects: sum for mean
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = len(y) * cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: gradients of the sums
# expects: gradient of the sums
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(dz) for dz in net.backward(trace, d).sums],
    }

# %% wrong: squares without the root
# expects: squared norm
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [(dW**2).sum() for dW in net.backward(trace, d).weights],
    }

# %% wrong: the largest entry
# expects: largest entry
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.abs(dW).max() for dW in net.backward(trace, d).weights],
    }

# %% wrong: collected backwards
# expects: from the last layer
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    gradient = []
    for dW in reversed(net.backward(trace, d).weights):
        gradient.append(np.linalg.norm(dW))
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": gradient,
    }

# %% wrong: the output layer counted as hidden
# expects: hidden layers; one number for each
# earns: 3
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": [(z <= 0).all(0).mean() for z in trace.sums],
        "always_on": [(z > 0).all(0).mean() for z in trace.sums],
        "spread": [np.sqrt(z.var(0).mean()) for z in trace.sums],
        "gradient": [np.linalg.norm(dW) for dW in net.backward(trace, d).weights],
    }

# %% wrong: a tuple
# expects: A dictionary with four keys
# earns: 0
def instruments(weights, biases, x, y):
    return [0.5], [0.5], [1.0], [1.0, 1.0]

# %% right: the variance as torch computes it, by N - 1
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    gradients = net.backward(trace, cross_entropy(trace.outputs, y)[1]).weights
    return {
        "dead": [(z <= 0).all(0).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0, ddof=1).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in gradients],
    }

# %% wrong: a sum of 0 taken for on
# expects: a sum of 0 counts as on
# earns: 7
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    gradients = net.backward(trace, cross_entropy(trace.outputs, y)[1]).weights
    return {
        "dead": [(z <= 0).all(0).mean() for z in hidden],
        "always_on": [(z >= 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in gradients],
    }

# %% wrong: the second norm of a matrix
# expects: largest singular value
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    gradients = net.backward(trace, cross_entropy(trace.outputs, y)[1]).weights
    return {
        "dead": [(z <= 0).all(0).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g, 2) for g in gradients],
    }

# %% wrong: the finished one
# expects: finished function
# earns: 0
from course_utils import capstone

def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    return capstone.instruments(net, x, y)


# %% right: numpy by hand
def instruments(weights, biases, x, y):
    hs, zs = [np.asarray(x, float)], []
    for i, (w, b) in enumerate(zip(weights, biases)):
        zs.append(hs[-1] @ w + b)
        hs.append(np.maximum(zs[-1], 0))
    e = np.exp(zs[-1] - zs[-1].max(1, keepdims=True))
    d = e / e.sum(1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    norms = []
    for i in reversed(range(len(weights))):
        norms.insert(0, np.linalg.norm(hs[i].T @ d))
        if i:
            d = d @ weights[i].T * (zs[i - 1] > 0)
    hidden = zs[:-1]
    return {
        "dead": [float(((z > 0).sum(0) == 0).mean()) for z in hidden],
        "always_on": [float((z > 0).all(0).mean()) for z in hidden],
        "spread": [float(np.sqrt(z.var(0).mean())) for z in hidden],
        "gradient": norms,
    }

# %% wrong: the biases are left out of the net
# expects: biases left out
def instruments(weights, biases, x, y):
    net = MLP(list(weights), [np.zeros((1, W.shape[1])) for W in weights])
    trace = net.forward(x)
    z = trace.sums[:-1]
    _, d = cross_entropy(trace.sums[-1], y)
    g = net.backward(trace, d)
    return {
        "dead": [float((s <= 0).all(0).mean()) for s in z],
        "always_on": [float((s > 0).all(0).mean()) for s in z],
        "spread": [float(np.sqrt(s.var(0).mean())) for s in z],
        "gradient": [float(np.linalg.norm(w)) for w in g.weights],
    }

# %% wrong: the variance is taken over units (axis 1), not over rows
# expects: spread over the units
def instruments(weights, biases, x, y):
    net = MLP(list(weights), [np.reshape(b, (1, -1)) for b in biases])
    trace = net.forward(x)
    z = trace.sums[:-1]
    _, d = cross_entropy(trace.sums[-1], y)
    g = net.backward(trace, d)
    return {
        "dead": [float((s <= 0).all(0).mean()) for s in z],
        "always_on": [float((s > 0).all(0).mean()) for s in z],
        "spread": [float(np.sqrt(s.var(axis=1).mean())) for s in z],
        "gradient": [float(np.linalg.norm(w)) for w in g.weights],
    }

# %% wrong: outputs above 0, and a mean under the root of the norm
# expects: share of what is on
# earns: 4
def instruments(weights, biases, x, y):
    net = MLP(list(weights), [b[None] for b in biases])
    trace = net.forward(x)
    gradients = net.backward(trace, cross_entropy(trace.outputs, y)[1]).weights
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z > 0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.sqrt((g**2).mean()) for g in gradients],
    }

# %% wrong: a mean under the root of the norm
# expects: mean square for sum of squares
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(list(weights), [b[None] for b in biases])
    trace = net.forward(x)
    gradients = net.backward(trace, cross_entropy(trace.outputs, y)[1]).weights
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z > 0).all(axis=0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.sqrt((g**2).mean()) for g in gradients],
    }

# %% wrong: the slope of ReLU is left out on the way back
# expects: the slope of ReLU forgotten
# earns: 5
def instruments(weights, biases, x, y):
    hs, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(hs[-1] @ W + b)
        hs.append(np.maximum(zs[-1], 0))
    d = np.exp(zs[-1] - zs[-1].max(axis=1, keepdims=True))
    d /= d.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    norms = []
    for i in range(len(weights) - 1, -1, -1):
        norms.insert(0, np.sqrt(((hs[i].T @ d) ** 2).sum()))
        d = d @ weights[i].T
    return {
        "dead": [np.mean(np.all(z <= 0, axis=0)) for z in zs[:-1]],
        "always_on": [np.mean(np.all(z > 0, axis=0)) for z in zs[:-1]],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in zs[:-1]],
        "gradient": norms,
    }

# %% wrong: outputs below 0 are looked for, and there are none
# expects: 'dead' differs in layer 1, 2, 3 of 3
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    hidden = trace.sums[:-1]
    return {
        "dead": [(np.maximum(z, 0) < 0).all(0).mean() for z in hidden],
        "always_on": [(z > 0).all(0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in net.backward(trace, d).weights],
    }

# %% wrong: single zeros are counted
# expects: a unit that is on for another row gives zeros, too
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    hidden = trace.sums[:-1]
    return {
        "dead": [np.mean(z <= 0) for z in hidden],
        "always_on": [np.mean(np.all(z > 0, axis=0)) for z in hidden],
        "spread": [np.sqrt(z.var(0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in net.backward(trace, d).weights],
    }

# %% wrong: on by the mean
# expects: on by the mean
# earns: 7
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    gradients = net.backward(trace, d)
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z.mean(axis=0) > 0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in gradients.weights],
    }

# %% wrong: rows on which all are on
# expects: 'always_on': Rows are examples
# earns: 7
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    gradients = net.backward(trace, d)
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z > 0).all(axis=1).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in gradients.weights],
    }

# %% wrong: ReLU on the outputs
# expects: ReLU behind the last layer
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    out = trace.outputs
    d = cross_entropy(np.maximum(out, 0), y)[1] * (out > 0)
    gradients = net.backward(trace, d)
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z > 0).all(axis=0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in gradients.weights],
    }

# %% wrong: gradients of the biases
# expects: gradients of the biases
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    gradients = net.backward(trace, d)
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z > 0).all(axis=0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.linalg.norm(g) for g in gradients.biases],
    }

# %% wrong: absolute values added
# expects: sum of absolute values
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    d = cross_entropy(trace.outputs, y)[1]
    gradients = net.backward(trace, d)
    hidden = trace.sums[:-1]
    return {
        "dead": [(z <= 0).all(axis=0).mean() for z in hidden],
        "always_on": [(z > 0).all(axis=0).mean() for z in hidden],
        "spread": [np.sqrt(z.var(axis=0).mean()) for z in hidden],
        "gradient": [np.abs(g).sum() for g in gradients.weights],
    }

# %% wrong: dead with a tolerance
# expects: differs in layer
# earns: 7
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hid = trace.sums[:-1]
    loss, d = cross_entropy(trace.outputs, y)
    pass
    return dict(dead=[(z <= 1e-6).all(0).mean() for z in hid], always_on=[(z > 0).all(0).mean() for z in hid], spread=[np.sqrt(z.var(0).mean()) for z in hid], gradient=[np.linalg.norm(dW) for dW in net.backward(trace, d).weights])

# %% wrong: a variance with an epsilon
# expects: differs in layer
# earns: 6
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hid = trace.sums[:-1]
    loss, d = cross_entropy(trace.outputs, y)
    pass
    return dict(dead=[(z <= 0).all(0).mean() for z in hid], always_on=[(z > 0).all(0).mean() for z in hid], spread=[np.sqrt(z.var(0).mean() + 1e-8) for z in hid], gradient=[np.linalg.norm(dW) for dW in net.backward(trace, d).weights])

# %% wrong: gradients held at 5
# expects: differs in layer
# earns: 5
def instruments(weights, biases, x, y):
    net = MLP(weights, [b[None] for b in biases])
    trace = net.forward(x)
    hid = trace.sums[:-1]
    loss, d = cross_entropy(trace.outputs, y)
    pass
    return dict(dead=[(z <= 0).all(0).mean() for z in hid], always_on=[(z > 0).all(0).mean() for z in hid], spread=[np.sqrt(z.var(0).mean()) for z in hid], gradient=[min(np.linalg.norm(dW), 5.0) for dW in net.backward(trace, d).weights])

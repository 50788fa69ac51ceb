import numpy as np

# %% right: where and minimum
def prelu_backward(x, a, upstream):
    dx = upstream * np.where(x > 0, 1.0, a)
    per_entry = upstream * np.minimum(x, 0)
    return dx, per_entry.sum(axis=0) if np.ndim(a) else per_entry.sum()

# %% right: masks
def prelu_backward(x, a, upstream):
    off = x < 0
    dx = upstream * (1 - off) + a * upstream * off
    da = np.zeros(np.shape(a))
    da += np.sum(upstream * x * off, axis=0 if da.ndim else None)
    return dx, da

# %% right: a loop over every entry
def prelu_backward(x, a, upstream):
    a_row = np.broadcast_to(a, x.shape[1:])
    dx, da = np.zeros(x.shape), np.zeros(x.shape[1])
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] > 0:
                dx[i, j] = upstream[i, j]
            else:
                dx[i, j] = a_row[j] * upstream[i, j]
                da[j] += x[i, j] * upstream[i, j]
    return dx, da if np.ndim(a) == 1 else da.sum()

# %% right: einsum, and slope 1 at the kink
def prelu_backward(x, a, upstream):
    left = np.minimum(x, 0.0)
    per_column = np.einsum("nc,nc->c", upstream, left)
    slope = np.ones_like(x)
    slope[x < 0] = np.broadcast_to(a, x.shape)[x < 0]
    return [slope * upstream, per_column if np.ndim(a) else float(per_column.sum())]

# %% wrong: no sum
# expects: batch sum forgotten
# earns: 2
def prelu_backward(x, a, upstream):
    return upstream * np.where(x > 0, 1, a), upstream * np.where(x > 0, 0, x)

# %% wrong: the mean
# expects: mean over the batch
# earns: 2
def prelu_backward(x, a, upstream):
    dx = upstream * np.where(x > 0, 1, a)
    return dx, np.mean(upstream * np.minimum(x, 0), axis=0 if np.ndim(a) else None)

# %% wrong: the other side
# expects: x on the positive side
# earns: 2
def prelu_backward(x, a, upstream):
    da = upstream * np.where(x > 0, x, 0)
    return upstream * np.where(x > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: both sides
# expects: every x
# earns: 2
def prelu_backward(x, a, upstream):
    da = upstream * x
    return upstream * np.where(x > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: da without what comes from above
# expects: da without upstream
# earns: 2
def prelu_backward(x, a, upstream):
    da = np.minimum(x, 0)
    return upstream * np.where(x > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: dx without what comes from above
# expects: dx without upstream
# earns: 3
def prelu_backward(x, a, upstream):
    da = np.minimum(x, 0) * upstream
    return np.where(x > 0, 1.0, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: derivatives of PReLU only
# expects: upstream in neither
# earns: 0
def prelu_backward(x, a, upstream):
    da = np.minimum(x, 0)
    return np.where(x > 0, 1.0, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: the value where its derivative should be
# expects: a left in its own derivative
# earns: 2
def prelu_backward(x, a, upstream):
    da = upstream * np.where(x > 0, 0, a * x)
    return upstream * np.where(x > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: counts the entries
# expects: the gate in place of x
# earns: 2
def prelu_backward(x, a, upstream):
    da = upstream * (x < 0)
    return upstream * np.where(x > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: the size of x
# expects: the sign of da turned
# earns: 2
def prelu_backward(x, a, upstream):
    da = upstream * np.where(x < 0, np.abs(x), 0)
    return upstream * np.where(x > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: one number, however many slopes
# expects: one sum over everything
# earns: 3
def prelu_backward(x, a, upstream):
    return upstream * np.where(x > 0, 1, a), np.sum(upstream * np.minimum(x, 0))

# %% wrong: along the rows
# expects: summed along the rows
# earns: 2
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return upstream * np.where(x > 0, 1, a), da.sum(axis=1)

# %% wrong: a number for each column, also for a shared slope
# expects: a shared slope summed by column
# earns: 5
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return upstream * np.where(x > 0, 1, a), da.sum(axis=0)

# %% wrong: the backward pass of ReLU
# expects: the gate of ReLU
# earns: 3
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return upstream * (x > 0), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: a on the right
# expects: the sides exchanged
# earns: 4
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return upstream * np.where(x < 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: value for slope
# expects: the value in place of the slope
# earns: 3
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return upstream * np.where(x > 0, x, a * x), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: the other order
# expects: da before dx
# earns: 0
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return da.sum(0) if np.ndim(a) else da.sum(), upstream * np.where(x > 0, 1, a)

# %% wrong: writes into upstream
# expects: caller's array was changed
# earns: 5
def prelu_backward(x, a, upstream):
    per_entry = upstream * np.minimum(x, 0)
    upstream[x < 0] *= np.broadcast_to(a, x.shape)[x < 0]
    return upstream, per_entry.sum(0) if np.ndim(a) else per_entry.sum()

# %% wrong: slope 0 at the kink
# expects: Any number from
# earns: 5
def prelu_backward(x, a, upstream):
    slope = np.where(x > 0, 1.0, 0.0) + np.where(x < 0, a, 0.0)
    da = upstream * np.minimum(x, 0)
    return slope * upstream, da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: dx alone
# expects: 2 things are asked for
# earns: 0
def prelu_backward(x, a, upstream):
    return upstream * np.where(x > 0, 1, a)

# %% wrong: expects an axis that a number has not
# expects: AttributeError
# earns: 3
def prelu_backward(x, a, upstream):
    da = upstream * np.minimum(x, 0)
    return upstream * np.where(x > 0, 1, a), da.sum(0).reshape(a.shape)

# %% wrong: autograd
# expects: finished function
# earns: 0
import torch

def prelu_backward(x, a, upstream):
    x = torch.tensor(x, requires_grad=True)
    a = torch.tensor(a, requires_grad=True)
    y = torch.where(x > 0, x, a * x)
    y.backward(torch.tensor(upstream))
    return x.grad.numpy(), a.grad.numpy()

# %% wrong: the side by the value
# expects: the sign of the value asked
# earns: 1
def prelu_backward(x, a, upstream):
    value = np.where(x > 0, x, a * x)
    da = upstream * np.where(value > 0, 0, x)
    return upstream * np.where(value > 0, 1, a), da.sum(0) if np.ndim(a) else da.sum()

# %% wrong: upstream is overwritten
# expects: changed by the call
# earns: 5
def prelu_backward(x, a, upstream):
    parts = upstream * np.minimum(x, 0)
    da = parts.sum(0) if np.ndim(a) else parts.sum()
    upstream *= np.where(x > 0, 1.0, a)
    return upstream, da


# %% right: column by column
def prelu_backward(x, a, upstream):
    slopes = np.broadcast_to(a, (x.shape[1],))
    dx = np.empty(x.shape)
    per = []
    for j, s in enumerate(slopes):
        left = x[:, j] <= 0
        dx[:, j] = upstream[:, j] * np.where(left, s, 1)
        per.append((upstream[left, j] * x[left, j]).sum())
    return dx, sum(per) if np.ndim(a) == 0 else np.array(per)

# %% wrong: 0 is in neither mask
# expects: 0 in neither mask
# earns: 5
def prelu_backward(x, a, upstream):
    product = upstream * np.minimum(x, 0)
    da = product.sum(axis=0) if np.ndim(a) else product.sum()
    return upstream * ((x > 0) + a * (x < 0)), da

# %% wrong: a shared slope as the mean of the columns'
# expects: a shared slope averaged over the columns
# earns: 5
def prelu_backward(x, a, upstream):
    by_column = np.einsum("ij,ij->j", upstream, np.where(x < 0, x, 0.0))
    da = by_column if np.ndim(a) else by_column.sum() / by_column.size
    return np.where(x > 0, upstream, a * upstream), da

# %% wrong: nearly 0 is on the left
# expects: In dx
# earns: 4
def prelu_backward(x, a, upstream):
    right = x > 1e-6
    dx = np.where(right, upstream, a * upstream)
    da = (upstream * x * ~right).sum(axis=0 if np.ndim(a) else None)
    return dx, da

import numpy as np

# %% right: maximum
def relu(x):
    return np.maximum(x, 0)

# %% right: maximum, the other way round
def relu(x):
    return np.maximum(0.0, x)

# %% right: clip without an upper bound
def relu(x):
    return np.clip(x, 0, None)

# %% right: a mask on a copy
def relu(x):
    y = np.array(x)
    y[y < 0] = 0
    return y

# %% right: where, asking about the negative side
def relu(x):
    return np.where(x < 0, 0, x)

# %% right: a loop over every entry
def relu(x):
    x = np.asarray(x)
    result = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        value = x[index]
        result[index] = 0.0 if value < 0 else value
    return result

# %% right: where, with NaN looked after
def relu(x):
    positive = np.where(x > 0, x, 0.0)
    return np.where(np.isnan(x), np.nan, positive)

# %% right: x minus its negative part
def relu(x):
    negative_part = np.minimum(x, 0)
    finite = np.where(np.isneginf(x), 0.0, x)
    return np.where(np.isneginf(x), 0.0, finite - np.where(np.isneginf(x), 0.0, negative_part))

# %% right: vectorised Python
def relu(x):
    return np.vectorize(lambda v: v if v != v else max(0.0, v), otypes=[float])(x)

# %% wrong: np.max of maximum
# expects: np.max gives one number
# earns: 0
def relu(x):
    return np.max(np.maximum(x, 0))

# %% wrong: np.max of x
# expects: np.max gives one number
# earns: 0
def relu(x):
    return max(0, np.max(x))

# %% wrong: method max
# expects: np.max gives one number
# earns: 0
def relu(x):
    return x.max()

# %% wrong: builtin max
# expects: builtin max is ambiguous
# earns: 0
def relu(x):
    return max(0, x)

# %% wrong: if on the whole array
# expects: builtin max is ambiguous
# earns: 0
def relu(x):
    if x > 0:
        return x
    else:
        return 0

# %% wrong: np.max with two arguments
# expects: np.max(0, x) takes x for an axis
# earns: 0
def relu(x):
    return np.max(0, x)

# %% wrong: absolute value
# expects: absolute value
# earns: 1
def relu(x):
    return abs(x)

# %% wrong: root of the square, another absolute value
# expects: absolute value
# earns: 1
def relu(x):
    return np.sqrt(x ** 2)

# %% wrong: step as floats
# expects: a step
# earns: 1
def relu(x):
    return 1.0 * (x > 0)

# %% wrong: the mask
# expects: a step
# earns: 1
def relu(x):
    return x > 0

# %% wrong: clip to 0 and 1
# expects: clipped at 1
# earns: 1
def relu(x):
    return np.clip(x, 0, 1)

# %% wrong: folded and clipped
# expects: folded and clipped
# earns: 1
def relu(x):
    return np.clip(np.abs(x), 0, 1)

# %% wrong: minimum for maximum
# expects: sign flipped
# earns: 1
def relu(x):
    return np.minimum(0, x)

# %% wrong: keeps what is negative
# expects: sign flipped
# earns: 1
def relu(x):
    return np.where(x < 0, x, 0)

# %% wrong: the mirror image
# expects: mirrored
# earns: 1
def relu(x):
    return np.maximum(0, -x)

# %% wrong: a leak
# expects: a leak
# earns: 1
def relu(x):
    return np.where(x > 0, x, 0.01 * x)

# %% wrong: a leak by maximum
# expects: a leak
# earns: 1
def relu(x):
    return np.maximum(0.01 * x, x)

# %% wrong: picks the positive entries
# expects: negatives are dropped
# earns: 0
def relu(x):
    return x[x > 0]

# %% wrong: in place
# expects: writes into the caller's array
# earns: 4
def relu(x):
    x[x < 0] = 0
    return x

# %% wrong: in place by out=
# expects: caller's array was changed
# earns: 5
def relu(x):
    x = np.asarray(x)
    if x.flags.writeable:
        return np.maximum(x, 0, out=x)
    return np.maximum(x, 0)

# %% wrong: where loses NaN
# expects: NaN became 0
# earns: 5
def relu(x):
    return np.where(x > 0, x, 0)

# %% wrong: fmax loses NaN
# expects: NaN became 0
# earns: 5
def relu(x):
    return np.fmax(x, 0)

# %% wrong: nan_to_num first
# expects: infinity made finite
# earns: 4
def relu(x):
    return np.maximum(np.nan_to_num(x), 0)

# %% wrong: times the mask
# expects: −inf became NaN
# earns: 5
def relu(x):
    return x * (x > 0)

# %% wrong: half sum
# expects: −inf became NaN
# earns: 5
def relu(x):
    return (x + abs(x)) / 2

# %% wrong: a loop over the first axis
# expects: a loop sees rows
# earns: 5
def relu(x):
    return np.array([max(v, 0) for v in x])

# %% wrong: a loop that loses NaN as well
# expects: NaN became 0
# earns: 4
def relu(x):
    out = []
    for v in x:
        if v > 0:
            out.append(v)
        else:
            out.append(0.0)
    return np.array(out)

# %% wrong: the same loop, its second mistake
# expects: a loop sees rows
# earns: 4
def relu(x):
    out = np.array([max(0, value) for value in x])
    return out

# %% wrong: a list comes back
# expects: A list came back
def relu(x):
    return [max(0.0, v) for v in x]

# %% wrong: prints and forgets to return
# expects: returned nothing
def relu(x):
    print(np.maximum(x, 0))

# %% wrong: text
# expects: A string came back
def relu(x):
    return str(np.maximum(x, 0))

# %% wrong: a row comes back whatever the shape
# expects: The shape is
# earns: 5
def relu(x):
    return np.maximum(np.ravel(x), 0)

# %% wrong: an extra axis
# expects: The shape is
# earns: 0
def relu(x):
    return np.maximum([x], 0)

# %% wrong: a torch tensor
# expects: A torch tensor came back
import torch

def relu(x):
    return torch.maximum(torch.as_tensor(np.array(x)), torch.tensor(0.0))

# %% wrong: torch.relu
# expects: finished function
# earns: 0
import torch

def relu(x):
    return torch.relu(torch.as_tensor(x)).numpy()

# %% wrong: functional relu under another name
# expects: finished function
# earns: 0
def relu(x):
    import torch.nn.functional as G
    from torch import tensor
    return G.relu(tensor(x)).numpy()

# %% wrong: the module
# expects: finished function
# earns: 0
from torch import nn, tensor

layer = nn.ReLU()

def relu(x):
    return layer(tensor(x)).numpy()

# %% wrong: a tensor's method
# expects: finished function
# earns: 0
import torch

def relu(x):
    return torch.as_tensor(x).clamp(min=0).numpy()

# %% wrong: the course's own
# expects: finished function
# earns: 0
from course_utils.activations import relu

# %% wrong: a function that makes a function
# expects: (was it called, with parentheses?)
# earns: 0
def relu(x):
    def inner():
        return np.maximum(x, 0)
    return inner

# %% wrong: a typing error
# expects: NameError
# earns: 0
def relu(x):
    return np.maximum(y, 0)

# %% wrong: no such function
# expects: AttributeError
# earns: 0
def relu(x):
    return np.relu(x)

# %% wrong: no argument
# expects: TypeError
# earns: 0
def relu():
    return 0

# %% wrong: not a function
# expects: not callable
# earns: 0
relu = 5

# %% wrong: ends the program
# expects: ends the whole program
# earns: 0
def relu(x):
    exit()

# %% wrong: a number beyond every dtype
# expects: The shape is
# earns: 0
def relu(x):
    return 10 ** 400


# %% right: own class with method relu
class Layer:
    @staticmethod
    def relu(x):
        return x * 1 if not np.ndim(x) and x > 0 else np.where(np.asarray(x) <= 0, 0, x)
def relu(x):
    return Layer.relu(x)


# %% right: select
def relu(x):
    x = np.asarray(x)
    return np.select([x < 0, x >= 0], [np.zeros_like(x), x], default=x)


# %% right: callable object
class Relu:
    def __call__(self, x):
        y = np.array(x, copy=True)
        y[y < 0] = 0
        return y
relu = Relu()


# %% right: masked array
def relu(x):
    m = np.ma.masked_less(x, 0)
    return np.array(m.filled(0))

# %% wrong: nan_to_num replaces NaN by 0 and inf by a finite number
# expects: infinity made finite
def relu(x):
    x = np.nan_to_num(np.asarray(x))
    return np.maximum(x, 0)

# %% wrong: the negative entries thrown out
# expects: negatives are dropped
# earns: 0
def relu(x):
    x = np.asarray(x)
    return x[~(x < 0)]

# %% wrong: a fifth leaks
# expects: a leak
# earns: 1
def relu(x):
    return np.where(x < 0, 0.2 * x, x)

# %% wrong: a ceiling at the largest float
# expects: infinity made finite
# earns: 5
def relu(x):
    return np.clip(x, 0, np.finfo(float).max)

# %% wrong: brackets around a number
# expects: an axis of its own
# earns: 5
def relu(x):
    if np.ndim(x) == 0:
        x = np.array([x])
    return np.maximum(x, 0)

# %% wrong: a byte is enough
# expects: a ceiling
def relu(x):
    return np.where(np.isposinf(x), x, np.clip(x, 0, 255))

import math

import numpy as np
from scipy import special

# %% right: argmax
def gelu_forms(x):
    exact = x * special.ndtr(x)
    forms = {
        "tanh": 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))),
        "sigmoid": x * special.expit(1.702 * x),
    }
    found = {}
    for name, form in forms.items():
        error = np.abs(form - exact)
        found[name] = (error.max(), x[error.argmax()])
    return found

# %% right: erf, one after another
def gelu_forms(x):
    exact = 0.5 * x * (1 + special.erf(x / np.sqrt(2)))
    tanh = x / (1 + np.exp(-2 * np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x)))
    sigmoid = x / (1 + np.exp(-1.702 * x))
    a, b = abs(tanh - exact), abs(exact - sigmoid)
    return {"tanh": [a[np.argmax(a)], x[np.argmax(a)]],
            "sigmoid": [b[np.argmax(b)], x[np.argmax(b)]]}

# %% right: one number at a time
def gelu_forms(x):
    best = {"tanh": (-1.0, 0.0), "sigmoid": (-1.0, 0.0)}
    for t in x.tolist():
        exact = 0.5 * t * math.erfc(-t / math.sqrt(2))
        tanh = 0.5 * t * (1 + math.tanh(math.sqrt(2 / math.pi) * (t + 0.044715 * t ** 3)))
        sigmoid = t / (1 + math.exp(-1.702 * t))
        for name, value in (("tanh", tanh), ("sigmoid", sigmoid)):
            if abs(value - exact) > best[name][0]:
                best[name] = (abs(value - exact), t)
    return best

# %% wrong: from tanh
# expects: tanh is the definition
# earns: 0
def gelu_forms(x):
    exact = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))
    sigmoid = x * special.expit(1.702 * x)
    error = np.abs(sigmoid - exact)
    return {"tanh": (0.0, x[0]), "sigmoid": (error.max(), x[error.argmax()])}

# %% wrong: no abs
# expects: with a sign
# earns: 0
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) - exact
    sigmoid = x * special.expit(1.702 * x) - exact
    return {"tanh": (tanh.max(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.max(), x[sigmoid.argmax()])}

# %% wrong: no abs, the other way round
# expects: with a sign, turned round
# earns: 0
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = exact - 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))
    sigmoid = exact - x * special.expit(1.702 * x)
    return {"tanh": (tanh.max(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.max(), x[sigmoid.argmax()])}

# %% wrong: index
# expects: the index for the place
# earns: 3
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) - exact)
    sigmoid = abs(x * special.expit(1.702 * x) - exact)
    return {"tanh": (tanh.max(), tanh.argmax()), "sigmoid": (sigmoid.max(), sigmoid.argmax())}

# %% wrong: relative
# expects: relative errors
# earns: 0
def gelu_forms(x):
    exact = x * special.ndtr(x)
    scale = np.where(exact == 0, 1, np.abs(exact))
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) - exact)
    sigmoid = abs(x * special.expit(1.702 * x) - exact)
    tanh, sigmoid = tanh / scale, sigmoid / scale
    return {"tanh": (tanh.max(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.max(), x[sigmoid.argmax()])}

# %% wrong: silu
# expects: 1.702 left out
# earns: 2
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) - exact)
    sigmoid = abs(x / (1 + np.exp(-x)) - exact)
    return {"tanh": (tanh.max(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.max(), x[sigmoid.argmax()])}

# %% wrong: no cube
# expects: the cubic term left out
# earns: 1
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * x)) - exact)
    sigmoid = abs(x * special.expit(1.702 * x) - exact)
    return {"tanh": (tanh.max(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.max(), x[sigmoid.argmax()])}

# %% wrong: root of 2 over pi
# expects: the root of 2, not of 2/π
# earns: 1
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2) / np.pi * (x + 0.044715 * x ** 3))) - exact)
    sigmoid = abs(x * special.expit(1.702 * x) - exact)
    return {"tanh": (tanh.max(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.max(), x[sigmoid.argmax()])}

# %% wrong: mean
# expects: the mean for the largest
# earns: 2
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) - exact)
    sigmoid = abs(x * special.expit(1.702 * x) - exact)
    return {"tanh": (tanh.mean(), x[tanh.argmax()]),
            "sigmoid": (sigmoid.mean(), x[sigmoid.argmax()])}

# %% wrong: by heart
# expects: numbers by heart
# earns: 0
def gelu_forms(x):
    return {"tanh": (0.000473, 2.70), "sigmoid": (0.0203, 2.27)}

# %% wrong: a tuple
# expects: A dictionary is asked for
# earns: 0
def gelu_forms(x):
    exact = x * special.ndtr(x)
    return abs(x * special.expit(1.702 * x) - exact).max(), 2.27

# %% wrong: ready made
# expects: finished function
# earns: 0
import torch

def gelu_forms(x):
    x = torch.as_tensor(x)
    exact = torch.nn.functional.gelu(x)
    error = (torch.nn.functional.gelu(x, approximate="tanh") - exact).abs()
    return {"tanh": (float(error.max()), float(x[error.argmax()])), "sigmoid": (0.02, 2.27)}

# %% wrong: the bracket
# expects: the bracket of the tanh form
# earns: 1
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * x + 0.044715 * x**3))
    off = {"tanh": abs(tanh - exact), "sigmoid": abs(x * special.expit(1.702 * x) - exact)}
    return {name: (e.max(), x[e.argmax()]) for name, e in off.items()}


# %% wrong: names of the forms swapped
# expects: the two forms exchanged
def gelu_forms(x):
    e = x * special.ndtr(x)
    t = np.abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))) - e)
    s = np.abs(x * special.expit(1.702 * x) - e)
    return {"tanh": (s.max(), x[s.argmax()]), "sigmoid": (t.max(), x[t.argmax()])}

# %% wrong: the cube sits on the whole bracket: (x + 0.044715 x)^3
# expects: the cube of the whole bracket
def gelu_forms(x):
    exact = x * special.ndtr(x)
    t = 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x) ** 3))
    s = x * special.expit(1.702 * x)
    r = {}
    for name, form in zip(("tanh", "sigmoid"), (t, s)):
        d = abs(form - exact)
        r[name] = (d.max(), x[np.argmax(d)])
    return r

# %% wrong: the two numbers of each pair are swapped
# expects: the place first
def gelu_forms(x):
    exact = x * special.ndtr(x)
    t = 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    s = x * special.expit(1.702 * x)
    dt, ds = abs(t - exact), abs(s - exact)
    return {"tanh": (x[dt.argmax()], dt.max()), "sigmoid": (x[ds.argmax()], ds.max())}

# %% wrong: the two forms are compared with each other, not with the exact one
# expects: one form against the other
def gelu_forms(x):
    t = 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    s = x * special.expit(1.702 * x)
    d = abs(t - s)
    return {"tanh": (d.max(), x[d.argmax()]), "sigmoid": (d.max(), x[d.argmax()])}

# %% wrong: the distance of the gates, without the factor x
# expects: the gates, without x
def gelu_forms(x):
    phi = special.ndtr(x)
    gt = 0.5 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    gs = special.expit(1.702 * x)
    a, b = abs(gt - phi), abs(gs - phi)
    return {"tanh": (a.max(), x[a.argmax()]), "sigmoid": (b.max(), x[b.argmax()])}

# %% wrong: the power over the whole term
# expects: 0.044715 cubed with x
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + (0.044715 * x) ** 3)))
    report = {}
    for name, form in (("tanh", tanh), ("sigmoid", x * special.expit(1.702 * x))):
        error = np.abs(form - exact)
        report[name] = (error.max(), x[error.argmax()])
    return report

# %% wrong: the better approximation taken for exact
# expects: the sigmoid form against the tanh form
def gelu_forms(x):
    exact = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    sigmoid = x * special.expit(1.702 * x)
    first, second = np.abs(tanh - exact), np.abs(sigmoid - tanh)
    return {
        "tanh": (first.max(), x[first.argmax()]),
        "sigmoid": (second.max(), x[second.argmax()]),
    }

# %% wrong: 2/pi without the root
# expects: 2/π without its root
def gelu_forms(x):
    right = x * special.ndtr(x)
    forms = {
        "tanh": 0.5 * x * (1 + np.tanh(2 / np.pi * (x + 0.044715 * x ** 3))),
        "sigmoid": x * special.expit(1.702 * x),
    }
    errors = {name: abs(form - right) for name, form in forms.items()}
    return {name: (e.max(), x[e.argmax()]) for name, e in errors.items()}

# %% wrong: one place for both
# expects: the place of the other form
# earns: 2
def gelu_forms(x):
    right = x * special.ndtr(x)
    tanh = abs(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))) - right)
    sigmoid = abs(x * special.expit(1.702 * x) - right)
    place = np.argmax(tanh)
    return {"tanh": (tanh[place], x[place]), "sigmoid": (sigmoid[place], x[place])}

# %% wrong: rounded to five decimals
# expects: The value differs
def gelu_forms(x):
    right = x * special.ndtr(x)
    forms = {
        "tanh": 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))),
        "sigmoid": x * special.expit(1.702 * x),
    }
    errors = {name: abs(form - right) for name, form in forms.items()}
    return {name: (round(float(e.max()), 5), x[e.argmax()]) for name, e in errors.items()}

# %% wrong: squared differences
# expects: squared errors
# earns: 2
def gelu_forms(x):
    right = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))
    errors = {"tanh": (tanh - right) ** 2, "sigmoid": (x * special.expit(1.702 * x) - right) ** 2}
    return {name: (e.max(), x[e.argmax()]) for name, e in errors.items()}

# %% wrong: 1.7 in the sigmoid form
# expects: 1.7 for 1.702
# earns: 2
def gelu_forms(x):
    right = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))
    errors = {"tanh": abs(tanh - right), "sigmoid": abs(x * special.expit(1.7 * x) - right)}
    return {name: (e.max(), x[e.argmax()]) for name, e in errors.items()}

# %% wrong: right errors, one place
# expects: one place for both
# earns: 3
def gelu_forms(x):
    right = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))
    errors = {"tanh": abs(tanh - right), "sigmoid": abs(x * special.expit(1.702 * x) - right)}
    place = x[errors["tanh"].argmax()]
    return {name: (e.max(), place) for name, e in errors.items()}

# %% wrong: on a grid of its own
# expects: places that are not in x
# earns: 0
def gelu_forms(x):
    x = np.arange(-500, 501) / 100
    right = x * special.ndtr(x)
    tanh = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))
    errors = {"tanh": abs(tanh - right), "sigmoid": abs(x * special.expit(1.702 * x) - right)}
    return {name: (e.max(), x[e.argmax()]) for name, e in errors.items()}

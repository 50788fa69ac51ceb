import math

import numpy as np
from scipy import optimize, special

# %% right: finer and finer grids
def lowest_point(gate, scale):
    weight = special.ndtr if gate == "gelu" else special.expit
    low, high = -10 / scale, 0.0
    for _ in range(12):
        x = np.linspace(low, high, 201)
        best = x[np.argmin(x * weight(scale * x))]
        step = x[1] - x[0]
        low, high = best - step, best + step
    return best, best * weight(scale * best)

# %% right: minimize_scalar
def lowest_point(gate, scale):
    weight = {"gelu": special.ndtr, "silu": special.expit}[gate]
    found = optimize.minimize_scalar(
        lambda x: x * weight(scale * x), bounds=(-6 / scale, 0), method="bounded",
        options={"xatol": 1e-9})
    return found.x, found.fun

# %% right: the slope is halved into 0
def lowest_point(gate, scale):
    def g(t):
        return 0.5 * math.erfc(-t / math.sqrt(2)) if gate == "gelu" else 1 / (1 + math.exp(-t))

    def slope(t):
        if gate == "gelu":
            return g(t) + t * math.exp(-t * t / 2) / math.sqrt(2 * math.pi)
        return g(t) + t * g(t) * (1 - g(t))

    low, high = -3.0, 0.0
    if gate == "gelu":
        low = -1.4
    for _ in range(60):
        middle = (low + high) / 2
        if slope(middle) > 0:
            high = middle
        else:
            low = middle
    return low / scale, low * g(low) / scale

# %% right: numbers found beforehand
def lowest_point(gate, scale):
    x, value = {"gelu": (-0.7517915, -0.1699712), "silu": (-1.2784645, -0.2784645)}[gate]
    return [x / scale, value / scale]

# %% right: one fine grid
def lowest_point(gate, scale):
    x = np.linspace(-6, 0, 600001)
    y = x * (special.ndtr(scale * x) if gate == "gelu" else special.expit(scale * x))
    return x[y.argmin()], y.min()

# %% wrong: monotone
# expects: it rises everywhere
# earns: 0
def lowest_point(gate, scale):
    return -np.inf, 0.0

# %% wrong: lowest at 0
# expects: the lowest point is at 0
# earns: 0
def lowest_point(gate, scale):
    x = np.linspace(0, 10, 1001)
    y = x * (special.ndtr(scale * x) if gate == "gelu" else special.expit(scale * x))
    return x[y.argmin()], y.min()

# %% wrong: as elu
# expects: the floor of ELU
# earns: 0
def lowest_point(gate, scale):
    return -math.inf, -1

# %% wrong: steepest
# expects: where the curve is steepest
# earns: 0
def lowest_point(gate, scale):
    x = np.linspace(-6, 0, 600001) / scale
    y = x * (special.ndtr(scale * x) if gate == "gelu" else special.expit(scale * x))
    at = np.gradient(y, x).argmin()
    return round(x[at] * scale, 10) / scale, y[at]

# %% wrong: exchanged
# expects: value first
# earns: 0
def lowest_point(gate, scale):
    x, value = {"gelu": (-0.7517915, -0.1699712), "silu": (-1.2784645, -0.2784645)}[gate]
    return value / scale, x / scale

# %% wrong: gelu only
# expects: one curve for both
# earns: 2
def lowest_point(gate, scale):
    found = optimize.minimize_scalar(
        lambda x: x * special.ndtr(scale * x), bounds=(-6 / scale, 0), method="bounded",
        options={"xatol": 1e-9})
    return found.x, found.fun

# %% wrong: no scale
# expects: the scale is ignored
# earns: 3
def lowest_point(gate, scale):
    weight = special.ndtr if gate == "gelu" else special.expit
    found = optimize.minimize_scalar(lambda x: x * weight(x), bounds=(-6, 0), method="bounded",
                                     options={"xatol": 1e-9})
    return found.x, found.fun

# %% wrong: times scale
# expects: multiplied by the scale
# earns: 3
def lowest_point(gate, scale):
    x, value = {"gelu": (-0.7517915, -0.1699712), "silu": (-1.2784645, -0.2784645)}[gate]
    return x * scale, value * scale

# %% wrong: value not scaled
# expects: the value is not scaled
# earns: 3
def lowest_point(gate, scale):
    weight = special.ndtr if gate == "gelu" else special.expit
    found = optimize.minimize_scalar(lambda x: x * weight(x), bounds=(-6, 0), method="bounded",
                                     options={"xatol": 1e-9})
    return found.x / scale, found.fun

# %% wrong: one coarse grid
# expects: a search with too large steps
# earns: 0
def lowest_point(gate, scale):
    x = np.arange(-10, 0.01, 0.1)
    y = x * (special.ndtr(scale * x) if gate == "gelu" else special.expit(scale * x))
    return x[y.argmin()], y.min()

# %% wrong: place only
# expects: 2 things are asked for
# earns: 0
def lowest_point(gate, scale):
    return -0.75179 / scale

# %% wrong: looks it up
# expects: finished function
# earns: 0
from course_utils import theory

def lowest_point(gate, scale):
    x, value = theory.minimum(gate)
    return x / scale, value / scale

# %% wrong: the tanh form
# expects: the tanh form for GELU
# earns: 1
def lowest_point(gate, scale):
    x = np.linspace(-6, 0, 600_001)
    weight = special.expit(scale * x)
    if gate == "gelu":
        t = scale * x
        weight = 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (t + 0.044715 * t**3)))
    y = x * weight
    return x[y.argmin()], y.min()

# %% right: an array of two
def lowest_point(gate, scale):
    x = -0.75179152 if gate == "gelu" else -1.27846454
    y = -0.16997121 if gate == "gelu" else -0.27846454
    return np.array([x, y]) / scale


# %% wrong: a grid that ends at -2
# expects: In the place
def lowest_point(gate, scale):
    x = np.linspace(-2, 0, 200001)
    g = special.ndtr if gate == "gelu" else special.expit
    f = x * g(scale * x)
    i = f.argmin()
    return x[i], f[i]

# %% wrong: the search goes from -1 to 0 only
# expects: the search begins too far right
from scipy import special


def lowest_point(gate, scale):
    from scipy import optimize
    g = {"gelu": special.ndtr, "silu": special.expit}[gate]
    r = optimize.minimize_scalar(lambda x: x * g(scale * x), bounds=(-1.5, 0), method="bounded", options={"xatol": 1e-9})
    return r.x, r.fun

# %% wrong: the two gates are swapped
# expects: the gates exchanged
from scipy import special


def lowest_point(gate, scale):
    from scipy import optimize
    g = {"silu": special.ndtr, "gelu": special.expit}[gate]
    best = optimize.minimize_scalar(lambda t: t * g(t), bounds=(-3, 0), method="bounded", options={"xatol": 1e-10})
    return best.x / scale, best.fun / scale

# %% wrong: the scale stands before the function: s * x * g(x)
# expects: the scale in front
from scipy import special


def lowest_point(gate, scale):
    from scipy import optimize
    g = special.ndtr if gate == "gelu" else special.expit
    f = lambda x: scale * x * g(x)
    best = optimize.minimize_scalar(f, bounds=(-3, 0), method="bounded", options={"xatol": 1e-10})
    return float(best.x), float(best.fun)

# %% wrong: bisection on a slope without the inner factor
# expects: the inner factor of the slope left out
# earns: 3
def lowest_point(gate, scale):
    if gate == "gelu":
        g = special.ndtr
        dg = lambda t: math.exp(-t * t / 2) / math.sqrt(2 * math.pi)
    else:
        g = special.expit
        dg = lambda t: special.expit(t) * (1 - special.expit(t))
    low, high = -10.0, 0.0
    for _ in range(100):
        x = (low + high) / 2
        if g(scale * x) + x * dg(scale * x) < 0:
            low = x
        else:
            high = x
    return low, low * g(scale * low)

# %% wrong: the sigmoid form for GELU
# expects: the sigmoid form for GELU
# earns: 1
def lowest_point(gate, scale):
    inner = (1.702 if gate == "gelu" else 1) * scale
    found = optimize.minimize_scalar(
        lambda x: x * special.expit(inner * x), bounds=(-9, 0), method="bounded",
        options={"xatol": 1e-10},
    )
    return found.x, found.fun

# %% wrong: SiLU whatever the gate
# expects: SiLU for both
def lowest_point(gate, scale):
    found = optimize.minimize_scalar(
        lambda x: x * special.expit(scale * x), bounds=(-9, 0), method="bounded",
        options={"xatol": 1e-10},
    )
    return found.x, found.fun

# %% wrong: rounded to two decimals
# expects: do not round
def lowest_point(gate, scale):
    weight = special.ndtr if gate == "gelu" else special.expit
    found = optimize.minimize_scalar(
        lambda x: x * weight(scale * x), bounds=(-9, 0), method="bounded", options={"xatol": 1e-10}
    )
    x = round(found.x, 2)
    return x, x * weight(scale * x)

# %% wrong: erf without its root of two
# expects: no √2 in Φ
# earns: 1
def lowest_point(gate, scale):
    weight = (lambda t: 0.5 * (1 + special.erf(t))) if gate == "gelu" else special.expit
    found = optimize.minimize_scalar(
        lambda x: x * weight(scale * x), bounds=(-9, 0), method="bounded", options={"xatol": 1e-10}
    )
    return found.x, found.fun

# %% wrong: the distance from 0
# expects: the place without its sign
# earns: 0
def lowest_point(gate, scale):
    weight = special.ndtr if gate == "gelu" else special.expit
    found = optimize.minimize_scalar(
        lambda x: x * weight(scale * x), bounds=(-9, 0), method="bounded", options={"xatol": 1e-10}
    )
    return abs(found.x), found.fun

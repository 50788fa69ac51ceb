import torch

# %% right: backward
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x).backward()
    return x.grad.item()

# %% right: autograd.grad
def slope_at_zero(f):
    x = torch.zeros((), dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(f(x), x)
    return float(slope)

# %% right: a tensor of one entry
def slope_at_zero(f):
    x = torch.zeros(1, requires_grad=True)
    y = f(x)
    y.sum().backward()
    return x.grad[0].item()

# %% right: torch.func
def slope_at_zero(f):
    return torch.func.grad(f)(torch.tensor(0.0)).item()

# %% right: one x, its gradient cleared
x = torch.tensor(0.0, requires_grad=True)

def slope_at_zero(f):
    x.grad = None
    f(x).backward()
    return x.grad.item()

# %% wrong: it is 0, as the books say
# expects: one remembered number
# earns: 0
def slope_at_zero(f):
    return 0.0

# %% wrong: it is one half
# expects: one remembered number
# earns: 0
def slope_at_zero(f):
    return 0.5

# %% wrong: central difference
# expects: a central difference
# earns: 2
def slope_at_zero(f):
    h = 1e-4
    up, down = torch.tensor(h, dtype=torch.float64), torch.tensor(-h, dtype=torch.float64)
    return ((f(up) - f(down)) / (2 * h)).item()

# %% wrong: forward difference
# expects: the slope on the right
# earns: 2
def slope_at_zero(f):
    h = 1e-6
    zero = torch.tensor(0.0, dtype=torch.float64)
    return ((f(zero + h) - f(zero)) / h).item()

# %% wrong: backward difference
# expects: the slope on the left
# earns: 2
def slope_at_zero(f):
    h = 1e-6
    zero = torch.tensor(0.0, dtype=torch.float64)
    return ((f(zero) - f(zero - h)) / h).item()

# %% wrong: gradients pile up
# expects: gradients of earlier calls added up
# earns: 1
x = torch.tensor(0.0, requires_grad=True)

def slope_at_zero(f):
    f(x).backward()
    return x.grad.item()

# %% wrong: value
# expects: the value, not the slope
# earns: 1
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    return f(x).item()

# %% wrong: a tensor comes back
# expects: `.item()` takes the number out
# earns: 3
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x).backward()
    return x.grad

# %% wrong: no gradient asked for
# expects: x does not ask for its gradient
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0)
    f(x).backward()
    return x.grad.item()

# %% wrong: returns nothing
# expects: One number is asked for
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x).backward()
    print(x.grad)

# %% wrong: divides by a step of nothing
# expects: Autograd takes another slope
# earns: 0
def slope_at_zero(f):
    zero = torch.tensor(0.0)
    return ((f(zero + 0) - f(zero)) / zero).item()

# %% right: jacobian
def slope_at_zero(f):
    return torch.autograd.functional.jacobian(f, torch.tensor(0.0)).item()

# %% wrong: no backward
# expects: until `f(x).backward()` has run
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x)
    return x.grad

# %% wrong: no backward, and a number of nothing
# expects: backward was not called
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x)
    return x.grad.item()

# %% wrong: nothing is recorded
# expects: outside `no_grad`
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    with torch.no_grad():
        y = f(x)
    y.backward()
    return x.grad.item()

# %% wrong: the gradient of the result
# expects: `.grad` of what f returns
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    y = f(x)
    y.backward()
    return y.grad


# %% wrong: slope at 1
# expects: the slope at 1
def slope_at_zero(f):
    x = torch.ones((), requires_grad=True)
    f(x).backward()
    return x.grad.item()

# %% wrong: the gradient is cut to a whole number
# expects: a slope cut to a whole number
def slope_at_zero(f):
    x = torch.zeros((), requires_grad=True)
    f(x).backward()
    return int(x.grad)

# %% wrong: a sum over ten zeros with a gradient that adds up: ten times the slope
# expects: slopes of several entries added up
def slope_at_zero(f):
    w = torch.tensor(0.0, requires_grad=True)
    x = w.repeat(10)
    f(x).sum().backward()
    return w.grad.item()

# %% wrong: forward difference with a step of a thousandth
# expects: a quotient with a long step
# earns: 1
def slope_at_zero(f):
    y = f(torch.tensor([0.0, 1e-3], dtype=torch.float64))
    return float((y[1] - y[0]) / 1e-3)

# %% wrong: the mean over ten zeros
# expects: the slope of a mean
# earns: 1
def slope_at_zero(f):
    x = torch.zeros(10, requires_grad=True)
    f(x).mean().backward()
    return x.grad[0].item()

# %% wrong: backward twice
# expects: Each answer is 2 times the slope
# earns: 1
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    for _ in range(2):
        f(x).backward()
    return x.grad.item()

# %% wrong: the other sign
# expects: the slope with the other sign
# earns: 1
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    (-f(x)).backward()
    return x.grad.item()

# %% wrong: rounded to whole numbers
# expects: a slope cut to a whole number
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x).backward()
    return round(x.grad.item())

# %% wrong: an x that was computed
# expects: was itself computed
# earns: 0
def slope_at_zero(f):
    x = 0 * torch.ones((), requires_grad=True)
    f(x).backward()
    return x.grad.item()

# %% wrong: what f returns is detached
# expects: without `.detach()`
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    f(x).detach().backward()
    return x.grad.item()

# %% wrong: the tuple of autograd.grad
# expects: the first is `[0]`
# earns: 0
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    return torch.autograd.grad(f(x), x)

# %% wrong: the size of the slope
# expects: the slope without its sign
# earns: 1
def slope_at_zero(f):
    x = torch.tensor(0.0, requires_grad=True)
    y = f(x.clone())
    (g,) = torch.autograd.grad(y, x)
    return abs(g.item())

# %% wrong: rounded to three digits
# expects: a quotient with a long step
# earns: 3
def slope_at_zero(f):
    x = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    f(x).backward()
    g = x.grad.item()
    return round(g, 3)

# %% wrong: held within 100
# expects: Autograd takes another slope
# earns: 3
def slope_at_zero(f):
    x = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    f(x).backward()
    g = x.grad.item()
    return max(-100.0, min(100.0, g))

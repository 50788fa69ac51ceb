import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

# %% right: built and called in one line
class fix_constructor(Base):
    def forward(self, x):
        h = nn.ReLU()(self.hidden(x))
        return self.out(h)

# %% right: the function
class fix_constructor(Base):
    def forward(self, x):
        return self.out(F.relu(self.hidden(x)))

# %% right: kept in __init__
class fix_constructor(Base):
    def __init__(self):
        super().__init__()
        self.act = nn.ReLU()

    def forward(self, x):
        return self.out(self.act(self.hidden(x)))

# %% right: clamped
class fix_constructor(Base):
    def forward(self, x):
        h = self.hidden(x).clamp(min=0)
        return self.out(h)

# %% right: a function that builds the model
def fix_constructor():
    class Mended(Base):
        def forward(self, x):
            return self.out(torch.relu(self.hidden(x)))
    return Mended()

# %% wrong: unchanged
# expects: the module is passed on, not its output
# earns: 0
class fix_constructor(Base):
    def forward(self, x):
        h = nn.ReLU(self.hidden(x))
        return self.out(h)

# %% wrong: the class given on
# expects: the module is passed on, not its output
# earns: 0
class fix_constructor(Base):
    def forward(self, x):
        h = self.hidden(x)
        return self.out(nn.ReLU())

# %% wrong: the line taken out
# expects: the activation is gone
# earns: 0
class fix_constructor(Base):
    def forward(self, x):
        h = self.hidden(x)
        return self.out(h)

# %% wrong: also at the end
# expects: ReLU on the last layer too
# earns: 0
class fix_constructor(Base):
    def forward(self, x):
        h = F.relu(self.hidden(x))
        return F.relu(self.out(h))

# %% wrong: only at the end
# expects: ReLU after the last layer
# earns: 0
class fix_constructor(Base):
    def forward(self, x):
        h = self.hidden(x)
        return nn.ReLU()(self.out(h))

# %% wrong: before the layer
# expects: ReLU on the inputs
# earns: 0
class fix_constructor(Base):
    def forward(self, x):
        h = self.hidden(nn.ReLU()(x))
        return self.out(h)

# %% wrong: another layer
# expects: layers or parameters added
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.middle = nn.Linear(6, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        h = F.relu(self.middle(self.hidden(x)))
        return self.out(h)

# %% wrong: a Sequential with names of its own
# expects: layers renamed or dropped
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3))

    def forward(self, x):
        return self.net(x)

# %% wrong: wider
# expects: layers of another shape
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 64)
        self.out = nn.Linear(64, 3)

    def forward(self, x):
        return self.out(F.relu(self.hidden(x)))

# %% wrong: flattens the batch
# expects: the numbers in another shape
# earns: 2
class fix_constructor(Base):
    def forward(self, x):
        h = F.relu(self.hidden(x.reshape(-1, 4)))
        return self.out(h)

# %% wrong: through NumPy
# expects: the hidden layer is cut off from the gradient
# earns: 2
class fix_constructor(Base):
    def forward(self, x):
        h = np.maximum(0, self.hidden(x).detach().numpy())
        return self.out(torch.tensor(h))

# %% right: by index
class fix_constructor(Base):
    def forward(self, x):
        h = self.hidden(x)
        h[h < 0] = 0
        return self.out(h)


# %% wrong: a leaky one
# expects: differ
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)
    def forward(self, x):
        return self.out(F.leaky_relu(self.hidden(x)))

# %% wrong: leaky ReLU instead of ReLU
# expects: leaky ReLU for ReLU
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(F.leaky_relu(self.hidden(x)))

# %% wrong: the brackets exchanged
# expects: built with h, called with nothing
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(nn.ReLU(self.hidden(x))())

# %% wrong: flattened to rows
# expects: the numbers in another shape
# earns: 2
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        x = x.reshape(-1, 4)
        return self.out(torch.relu(self.hidden(x)))

# %% wrong: relu computed and dropped
# expects: the activation is gone
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        h = self.hidden(x)
        torch.relu(h)
        return self.out(h)

# %% wrong: a second argument of forward
# expects: TypeError
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x, act):
        return self.out(act(self.hidden(x)))

# %% wrong: NumPy in the middle
# expects: must be Tensor, not numpy.ndarray
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(self.hidden(x).detach().numpy().clip(0))

# %% wrong: a layer goes into a layer
# expects: the module is passed on, not its output
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(torch.relu(self.hidden))

# %% wrong: no gradient at all
# expects: the hidden layer is cut off from the gradient
# earns: 2
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)

    @torch.no_grad()
    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))

# %% wrong: no more than 1000
# expects: cut off from above
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)
    def forward(self, x):
        return self.out(self.hidden(x).clamp(0, 1000))

# %% wrong: off below a ten-thousandth
# expects: entries differ
# earns: 0
class fix_constructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 6)
        self.out = nn.Linear(6, 3)
    def forward(self, x):
        return self.out(F.threshold(self.hidden(x), 1e-4, 0.0))

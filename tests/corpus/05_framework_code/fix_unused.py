import torch
import torch.nn.functional as F
from torch import nn


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 6)
        self.second = nn.Linear(6, 5)
        self.third = nn.Linear(5, 1)
        self.act = nn.ReLU()

# %% right: called twice
class fix_unused(Base):
    def forward(self, x):
        h = self.act(self.first(x))
        h = self.act(self.second(h))
        return self.third(h)

# %% right: nested
class fix_unused(Base):
    def forward(self, x):
        return self.third(self.act(self.second(self.act(self.first(x)))))

# %% right: the function instead of the layer
class fix_unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second, self.third = nn.Linear(2, 6), nn.Linear(6, 5), nn.Linear(5, 1)

    def forward(self, x):
        h = torch.relu(self.first(x))
        h = torch.relu(self.second(h))
        return self.third(h)

# %% right: a loop
class fix_unused(Base):
    def forward(self, x):
        for layer in (self.first, self.second):
            x = self.act(layer(x))
        return self.third(x)

# %% wrong: unchanged
# expects: called, and the result thrown away
# earns: 0
class fix_unused(Base):
    def forward(self, x):
        h = self.first(x)
        h = self.second(h)
        return self.third(h)

# %% wrong: called for nothing
# expects: called, and the result thrown away
# earns: 0
class fix_unused(Base):
    def forward(self, x):
        h = self.first(x)
        self.act(h)
        h = self.second(h)
        self.act(h)
        return self.third(h)

# %% wrong: once
# expects: only behind the first layer
# earns: 1
class fix_unused(Base):
    def forward(self, x):
        h = self.act(self.first(x))
        h = self.second(h)
        return self.third(h)

# %% wrong: before the last layer only
# expects: only behind the second layer
# earns: 1
class fix_unused(Base):
    def forward(self, x):
        h = self.first(x)
        h = self.second(h)
        return self.third(self.act(h))

# %% wrong: three times
# expects: behind the last layer too
# earns: 1
class fix_unused(Base):
    def forward(self, x):
        for layer in (self.first, self.second, self.third):
            x = self.act(layer(x))
        return x

# %% wrong: at the end
# expects: only behind the last layer
# earns: 1
class fix_unused(Base):
    def forward(self, x):
        return self.act(self.third(self.second(self.first(x))))

# %% wrong: a bigger model
# expects: layers or parameters added
# earns: 0
class fix_unused(Base):
    def __init__(self):
        super().__init__()
        self.extra = nn.Linear(6, 6)

    def forward(self, x):
        h = self.act(self.first(x))
        h = self.act(self.extra(h))
        h = self.act(self.second(h))
        return self.third(h)

# %% wrong: PReLU
# expects: layers or parameters added
# earns: 0
class fix_unused(Base):
    def __init__(self):
        super().__init__()
        self.act = nn.PReLU()

    def forward(self, x):
        return self.third(self.act(self.second(self.act(self.first(x)))))

# %% wrong: returns a list
# expects: The exercise asks for a torch module whose call gives a tensor
# earns: 0
class fix_unused(Base):
    def forward(self, x):
        return [self.third(self.act(self.second(self.act(self.first(x)))))]

# %% wrong: one number for the batch
# expects: The shape is
# earns: 0
class fix_unused(Base):
    def forward(self, x):
        return self.third(self.act(self.second(self.act(self.first(x))))).mean()

# %% wrong: applied to the data behind the graph
# expects: the first layer is cut off from the gradient
# earns: 2
class fix_unused(Base):
    def forward(self, x):
        h = self.act(self.first(x).data)
        h = self.act(self.second(h).data)
        return self.third(h)

# %% wrong: the first layer called twice
# expects: a layer that does not fit
# earns: 0
class fix_unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 6)
        self.second = nn.Linear(6, 5)
        self.third = nn.Linear(5, 1)
        self.act = nn.ReLU()

    def forward(self, x):
        h = self.act(self.first(x))
        h = self.act(self.first(h))
        return self.third(h)

# %% wrong: before each hidden layer
# expects: before the layers, not behind
# earns: 1
class fix_unused(Base):
    def forward(self, x):
        h = self.first(self.act(x))
        h = self.second(self.act(h))
        return self.third(h)

# %% wrong: before every layer
# expects: before the first layer too
# earns: 1
class fix_unused(Base):
    def forward(self, x):
        for layer in (self.first, self.second, self.third):
            x = layer(self.act(x))
        return x

# %% wrong: leaky ReLU
# expects: leaky ReLU for ReLU
# earns: 1
class fix_unused(Base):
    def __init__(self):
        super().__init__()
        self.act = nn.LeakyReLU()

    def forward(self, x):
        return self.third(self.act(self.second(self.act(self.first(x)))))

# %% wrong: held between 0 and 1
# expects: cut off from above
# earns: 1
class fix_unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 6)
        self.second = nn.Linear(6, 5)
        self.third = nn.Linear(5, 1)
        self.act = nn.ReLU()

    def forward(self, x):
        h = self.first(x).clamp(0, 1)
        h = self.second(h).clamp(0, 1)
        return self.third(h)

# %% wrong: ReLU6
# expects: cut off from above
# earns: 1
class fix_unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 6)
        self.second = nn.Linear(6, 5)
        self.third = nn.Linear(5, 1)
        self.act = nn.ReLU()
    def forward(self, x):
        h = F.relu6(self.first(x))
        return self.third(F.relu6(self.second(h)))

# %% wrong: off below a ten-thousandth
# expects: entries differ
# earns: 1
class fix_unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 6)
        self.second = nn.Linear(6, 5)
        self.third = nn.Linear(5, 1)
        self.act = nn.ReLU()
    def forward(self, x):
        h = F.threshold(self.first(x), 1e-4, 0.0)
        return self.third(F.threshold(self.second(h), 1e-4, 0.0))

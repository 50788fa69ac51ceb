import torch
import torch.nn.functional as F
from torch import nn


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)
        self.act = nn.ReLU(inplace=True)

# %% right: no inplace
class fix_residual(Base):
    def __init__(self):
        super().__init__()
        self.act = nn.ReLU()

    def forward(self, x):
        h = self.stem(x)
        h = h + self.inner(self.act(h))
        return self.out(h)

# %% right: the function
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        return self.out(h + self.inner(F.relu(h)))

# %% right: a copy goes in
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        h = h + self.inner(self.act(h.clone()))
        return self.out(h)

# %% right: a copy is kept
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        skip = h.clone()
        return self.out(self.inner(self.act(h)) + skip)

# %% wrong: unchanged
# expects: the sum adds relu(h)
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        h = h + self.inner(self.act(h))
        return self.out(h)

# %% wrong: another name is no copy
# expects: the sum adds relu(h)
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        skip = h
        return self.out(skip + self.inner(self.act(h)))

# %% wrong: the result is copied
# expects: the sum adds relu(h)
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        h = h + self.inner(self.act(h).clone())
        return self.out(h)

# %% wrong: no sum
# expects: the residual is gone
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        h = self.inner(self.act(h))
        return self.out(h)

# %% wrong: no activation
# expects: the activation is gone
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        h = h + self.inner(h)
        return self.out(h)

# %% wrong: other order
# expects: ReLU behind inner
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        h = h + self.act(self.inner(h))
        return self.out(h)

# %% wrong: a detached skip
# expects: the skip is cut off from the gradient
# earns: 2
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        skip = h.detach().clone()
        return self.out(skip + self.inner(torch.relu(h)))

# %% wrong: data goes in
# expects: the inner way is cut off from the gradient
# earns: 2
class fix_residual(Base):
    def forward(self, x):
        h = self.stem(x)
        return self.out(h + self.inner(torch.relu(h.data)))

# %% wrong: a layer for the skip
# expects: layers or parameters added
# earns: 0
class fix_residual(Base):
    def __init__(self):
        super().__init__()
        self.skip = nn.Linear(5, 5)

    def forward(self, x):
        h = self.stem(x)
        return self.out(self.skip(h) + self.inner(torch.relu(h)))

# %% wrong: relu before h is kept
# expects: the sum adds relu(h)
# earns: 0
class fix_residual(Base):
    def forward(self, x):
        h = torch.relu(self.stem(x))
        return self.out(h + self.inner(h))

# %% right: the stem is computed twice
class fix_residual(Base):
    def forward(self, x):
        return self.out(self.stem(x) + self.inner(self.act(self.stem(x))))

# %% wrong: another ReLU behind the sum
# expects: ReLU behind the sum
class fix_residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)
        self.act = nn.ReLU()

    def forward(self, x):
        h = self.stem(x)
        h = h + self.inner(self.act(h))
        return self.out(self.act(h))

# %% wrong: skip is a second name
# expects: every other name for it
# earns: 0
class fix_residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)
        self.act = nn.ReLU(inplace=True)

    def forward(self, x):
        h = self.stem(x)
        skip = h
        h = self.inner(self.act(h))
        return self.out(skip + h)

# %% wrong: relu takes the name of h
# expects: Keep the two under different names
# earns: 0
class fix_residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)
        self.act = nn.ReLU(inplace=True)

    def forward(self, x):
        h = torch.relu(self.stem(x))
        return self.out(h + self.inner(h))

# %% wrong: everything under no_grad
# expects: No gradient reaches x
# earns: 2
class fix_residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)

    @torch.no_grad()
    def forward(self, x):
        h = self.stem(x)
        return self.out(h + self.inner(torch.relu(h)))

# %% wrong: ReLU on both sides of inner
# expects: ReLU behind inner too
# earns: 0
class fix_residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)
        self.act = nn.ReLU()

    def forward(self, x):
        h = self.stem(x)
        return self.out(h + self.act(self.inner(self.act(h))))

# %% wrong: ReLU6 in the block
# expects: cut off from above
# earns: 0
class fix_residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 5)
        self.inner = nn.Linear(5, 5)
        self.out = nn.Linear(5, 2)
    def forward(self, x):
        h = self.stem(x)
        return self.out(h + self.inner(F.relu6(h)))

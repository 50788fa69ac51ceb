import copy

import torch
from torch import nn


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        act = nn.PReLU()
        self.net = nn.Sequential(nn.Linear(3, 5), act, nn.Linear(5, 4), act, nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% right: two calls
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% right: the old one with one part replaced
class fix_shared(Shared):
    def __init__(self):
        super().__init__()
        self.net[3] = nn.PReLU()

# %% right: a loop over the sizes
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        layers = []
        for n_in, n_out in ((3, 5), (5, 4)):
            layers += [nn.Linear(n_in, n_out), nn.PReLU()]
        self.net = nn.Sequential(*layers, nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% right: a deep copy
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        act = nn.PReLU()
        self.net = nn.Sequential(
            nn.Linear(3, 5), act, nn.Linear(5, 4), copy.deepcopy(act), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% right: built by a function
def fix_shared():
    model = Shared()
    model.net[1], model.net[3] = nn.PReLU(), nn.PReLU()
    return model

# %% wrong: unchanged
# expects: still one slope
# earns: 0
class fix_shared(Shared):
    def forward(self, x):
        return self.net(x)

# %% wrong: two names for one
# expects: still one slope
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        first = nn.PReLU()
        second = first
        self.net = nn.Sequential(nn.Linear(3, 5), first, nn.Linear(5, 4), second, nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% wrong: a list times two
# expects: still one slope
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        a, b = [nn.PReLU()] * 2
        self.net = nn.Sequential(nn.Linear(3, 5), a, nn.Linear(5, 4), b, nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% wrong: no parameter at all
# expects: layers renamed or dropped
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.LeakyReLU(0.25), nn.Linear(5, 4), nn.LeakyReLU(0.25), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: a slope for every unit
# expects: layers of another shape
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(5), nn.Linear(5, 4), nn.PReLU(4), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: other start
# expects: The slopes of a new model
# earns: 3
class fix_shared(Shared):
    def __init__(self):
        super().__init__()
        self.net[3] = nn.PReLU(init=0.0)

# %% wrong: a third one
# expects: layers or parameters added
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), nn.Linear(4, 2), nn.PReLU()
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: under a second name
# expects: nor a second name
# earns: 1
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.act1, self.act2 = nn.PReLU(), nn.PReLU()
        self.net = nn.Sequential(
            nn.Linear(3, 5), self.act1, nn.Linear(5, 4), self.act2, nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: two objects, one parameter
# expects: still one slope
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        first, second = nn.PReLU(), nn.PReLU()
        second.weight = first.weight
        self.net = nn.Sequential(nn.Linear(3, 5), first, nn.Linear(5, 4), second, nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% wrong: forward runs the first slope in both places
# expects: one slope used twice
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), nn.Linear(4, 2))

    def forward(self, x):
        act = self.net[1]
        return self.net[4](act(self.net[2](act(self.net[0](x)))))

# %% wrong: one slope for each unit, not one for each layer
# expects: layers of another shape
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(3, 5), nn.PReLU(5), nn.Linear(5, 4), nn.PReLU(4), nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% wrong: the slopes are fixed numbers, LeakyReLU(0.25), not learned
# expects: layers renamed or dropped
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(3, 5), nn.LeakyReLU(0.25), nn.Linear(5, 4), nn.LeakyReLU(0.25), nn.Linear(4, 2))

    def forward(self, x):
        return self.net(x)

# %% wrong: a shallow copy
# expects: one parameter is the slope of both
# earns: 0
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        act = nn.PReLU()
        self.net = nn.Sequential(
            nn.Linear(3, 5), act, nn.Linear(5, 4), copy.copy(act), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: forward runs the second slope in both places
# expects: `forward` uses the second in both places
# earns: 2
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), nn.Linear(4, 2)
        )

    def forward(self, x):
        act = self.net[3]
        return self.net[4](act(self.net[2](act(self.net[0](x)))))

# %% wrong: the two slopes change places
# expects: the slopes exchanged
# earns: 2
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), nn.Linear(4, 2)
        )

    def forward(self, x):
        first, one, second, other, last = self.net
        return last(one(second(other(first(x)))))

# %% wrong: the second slope is a buffer
# expects: a slope that is not trained
# earns: 2
class Fixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("weight", torch.tensor([0.25]))

    def forward(self, x):
        return torch.where(x > 0, x, self.weight * x)

class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), Fixed(), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: slopes that start at 0.01
# expects: the slopes start elsewhere
# earns: 3
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(3, 5), nn.PReLU(init=0.01), nn.Linear(5, 4), nn.PReLU(init=0.01), nn.Linear(4, 2)
        )

    def forward(self, x):
        return self.net(x)

# %% wrong: slopes held between 0 and 1
# expects: With the slopes
# earns: 2
class fix_shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), nn.Linear(4, 2))
    def forward(self, x):
        n = self.net; return n[4](nn.functional.prelu(n[2](nn.functional.prelu(n[0](x), n[1].weight.clamp(0, 1))), n[3].weight.clamp(0, 1)))

import torch
import torch.nn.functional as F
from torch import nn

from course_utils.frameworks import load_keras


class Ported(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 6)
        self.second = nn.Linear(6, 4)
        self.out = nn.Linear(4, 2)
        self.leaky = nn.LeakyReLU()
        self.gelu = nn.GELU()

    def forward(self, x):
        h = self.leaky(self.first(x))
        return self.out(self.gelu(self.second(h)))

# %% right: both named
class fix_default(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 6)
        self.second = nn.Linear(6, 4)
        self.out = nn.Linear(4, 2)
        self.leaky = nn.LeakyReLU(negative_slope=0.3)
        self.gelu = nn.GELU(approximate="tanh")

    def forward(self, x):
        h = self.leaky(self.first(x))
        return self.out(self.gelu(self.second(h)))

# %% right: two parts replaced
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.LeakyReLU(0.3)
        self.gelu = nn.GELU("tanh")

# %% right: functions
class fix_default(Ported):
    def forward(self, x):
        h = F.leaky_relu(self.first(x), 0.3)
        return self.out(F.gelu(self.second(h), approximate="tanh"))

# %% right: written out
class fix_default(Ported):
    def forward(self, x):
        h = self.first(x)
        h = torch.where(h > 0, h, 0.3 * h)
        z = self.second(h)
        inner = (2 / torch.pi) ** 0.5 * (z + 0.044715 * z ** 3)
        return self.out(z * (1 + torch.tanh(inner)) / 2)

# %% wrong: unchanged
# expects: both of PyTorch's defaults
# earns: 0
class fix_default(Ported):
    def forward(self, x):
        h = self.leaky(self.first(x))
        return self.out(self.gelu(self.second(h)))

# %% wrong: slope alone
# expects: GELU in the exact form
# earns: 2
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.LeakyReLU(0.3)

# %% wrong: gelu alone
# expects: PyTorch's default slope
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.gelu = nn.GELU(approximate="tanh")

# %% wrong: slope of the function
# expects: the slope of another Keras function
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.LeakyReLU(0.2)
        self.gelu = nn.GELU(approximate="tanh")

# %% wrong: the fast form
# expects: GELU in the sigmoid form
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.LeakyReLU(0.3)

    def forward(self, x):
        z = self.second(self.leaky(self.first(x)))
        return self.out(z * torch.sigmoid(1.702 * z))

# %% wrong: learned slope
# expects: layers or parameters added
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.PReLU(init=0.3)
        self.gelu = nn.GELU(approximate="tanh")

# %% wrong: Keras's own layer
# expects: a cast between two layers
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = load_keras().layers.LeakyReLU()
        self.gelu = nn.GELU(approximate="tanh")

# %% wrong: slope of the function, and the exact form
# expects: the slope of another Keras function
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.LeakyReLU(0.2)

# %% wrong: leaky and GELU change places
# expects: the activations exchanged
class fix_default(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 6)
        self.second = nn.Linear(6, 4)
        self.out = nn.Linear(4, 2)
        self.leaky = nn.LeakyReLU(0.3)
        self.gelu = nn.GELU(approximate="tanh")

    def forward(self, x):
        return self.out(self.leaky(self.second(self.gelu(self.first(x)))))

# %% wrong: the input is cast to 32 bits
# expects: x is cast
# earns: 0
class fix_default(Ported):
    def __init__(self):
        super().__init__()
        self.leaky = nn.LeakyReLU(0.3)
        self.gelu = nn.GELU(approximate="tanh")

    def forward(self, x):
        h = self.leaky(self.first(x.float()))
        return self.out(self.gelu(self.second(h)))

# %% wrong: 2/pi in the tanh form
# expects: 2/π without its root
# earns: 0
class fix_default(Ported):
    def forward(self, x):
        h = self.second(F.leaky_relu(self.first(x), 0.3))
        h = 0.5 * h * (1 + torch.tanh(2 / torch.pi * (h + 0.044715 * h**3)))
        return self.out(h)

# %% wrong: the tanh form without its cube
# expects: the cube is missing
# earns: 0
class fix_default(Ported):
    def forward(self, x):
        h = self.second(F.leaky_relu(self.first(x), 0.3))
        return self.out(0.5 * h * (1 + torch.tanh((2 / torch.pi) ** 0.5 * h)))

# %% wrong: ReLU behind first
# expects: ReLU for leaky ReLU
# earns: 0
class fix_default(Ported):
    def forward(self, x):
        h = torch.relu(self.first(x))
        return self.out(F.gelu(self.second(h), approximate="tanh"))

# %% wrong: SiLU behind second
# expects: SiLU for GELU
# earns: 0
class fix_default(Ported):
    def forward(self, x):
        return self.out(F.silu(self.second(F.leaky_relu(self.first(x), 0.3))))

# %% wrong: hidden values held within 50
# expects: entries differ
# earns: 0
class fix_default(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 6)
        self.second = nn.Linear(6, 4)
        self.out = nn.Linear(4, 2)
    def forward(self, x):
        h = F.leaky_relu(self.first(x), 0.3).clamp(-50, 50)
        return self.out(F.gelu(self.second(h), approximate='tanh'))

# %% wrong: weights cast by hand
# expects: a part stays at 32 bits
# earns: 0
class fix_default(Ported):
    def forward(self, x):
        weight, bias = self.first.weight.float(), self.first.bias
        h = F.leaky_relu(F.linear(x, weight, bias), 0.3)
        return self.out(F.gelu(self.second(h), approximate="tanh"))

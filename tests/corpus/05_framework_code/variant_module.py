import torch
import torch.nn.functional as F
from torch import nn

# %% right: a parameter
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)

# %% right: shape (1,), as PReLU has it
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.full((1,), beta))

    def forward(self, x):
        return x.mul(torch.sigmoid(x.mul(self.beta)))

# %% right: registered by name
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.register_parameter("beta", nn.Parameter(torch.ones(()) * beta))

    def forward(self, x):
        return x / (1 + torch.exp(-self.beta * x))

# %% right: through tanh
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(beta, dtype=torch.get_default_dtype()))

    def forward(self, x):
        return 0.5 * x * (1 + torch.tanh(0.5 * self.beta * x))

# %% wrong: a number
# expects: a number, not a parameter
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = beta

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)

# %% wrong: a tensor that asks for a gradient
# expects: a number, not a parameter
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = torch.tensor(float(beta), requires_grad=True)

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)

# %% wrong: a buffer
# expects: a buffer, not a parameter
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.register_buffer("beta", torch.tensor(float(beta)))

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)

# %% wrong: taken out of the graph
# expects: beta is cut off from the graph
# earns: 3
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return x * torch.sigmoid(float(self.beta.detach()) * x)

# %% wrong: data
# expects: beta is cut off from the graph
# earns: 3
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return x * torch.sigmoid(self.beta.data * x)

# %% wrong: forward keeps the number
# expects: forward uses a copy
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.start = beta
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return x * torch.sigmoid(self.start * x)

# %% wrong: in front
# expects: β in front, not inside
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return self.beta * x * torch.sigmoid(x)

# %% wrong: plain SiLU
# expects: β is not used
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return F.silu(x)

# %% wrong: sigmoid alone
# expects: the factor x is missing
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return torch.sigmoid(self.beta * x)

# %% wrong: divides
# expects: divides by β
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return F.silu(self.beta * x) / self.beta

# %% wrong: in both places
# expects: β in both places
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return F.silu(self.beta * x)

# %% wrong: always float32
# expects: another dtype comes out
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        x = x.float()
        return x * torch.sigmoid(self.beta.float() * x)

# %% wrong: a constant of its own
# expects: another dtype comes out
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        ones = torch.ones(x.shape)
        return x * ones / (1 + torch.exp(-self.beta * x))

# %% wrong: other name
# expects: under the name "beta"
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.b = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return x * torch.sigmoid(self.b * x)

# %% wrong: one that stays where it was made
# expects: a tensor stays on the CPU
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        ones = torch.ones(x.shape, dtype=x.dtype)
        return x / (ones + torch.exp(-self.beta * x))

# %% wrong: a function that makes a function
# expects: A class is asked for that derives from nn.Module
# earns: 0
def variant_module(beta=1.0):
    def forward(x):
        return x * torch.sigmoid(beta * x)
    return forward

# %% right: written as a fraction
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.Tensor([beta]))

    def forward(self, x):
        return x / (1 + torch.exp(-self.beta * x))

# %% wrong: divides, but not by 0
# expects: β = 0 has a case of its own
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        if self.beta == 0:
            return x / 2
        return F.silu(self.beta * x) / self.beta

# %% wrong: two directions of its own
# expects: The shape is
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor([[float(beta)]]))

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)

# %% wrong: in place on what backward needs
# expects: modified by an inplace operation
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return torch.sigmoid(self.beta * x).mul_(x)


# %% right: inherits SiLU
from scipy import special

class variant_module(nn.SiLU):
    def __init__(self, beta=1.0):
        super().__init__()
        self.register_parameter("beta", nn.Parameter(torch.full((), float(beta))))
    def forward(self, x):
        return torch.special.expit(self.beta * x).mul(x)

# %% wrong: the argument is ignored
# expects: the argument is not used
# earns: 1
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(1.0))

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)

# %% wrong: the input alone is cast
# expects: turns x into numbers of another dtype
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        x = x.to(torch.float32)
        return x * torch.sigmoid(self.beta * x)

# %% wrong: the parameter stands in a list
# expects: nor is what stands in a list
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.betas = [nn.Parameter(torch.tensor(float(beta)))]

    def forward(self, x):
        return x * torch.sigmoid(self.betas[0].to(x) * x)

# %% wrong: e to the plus βx
# expects: the other sign in the sigmoid
# earns: 2
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        return x / (1 + torch.exp(self.beta * x))

# %% wrong: x and beta cast
# expects: turns x into numbers of another dtype
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))

    def forward(self, x):
        x = x.to(torch.float32)
        gate = torch.sigmoid(self.beta.to(torch.float32) * x)
        return x * gate

# %% wrong: beta held within 2
# expects: entries differ
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))
    def forward(self, x):
        return x * torch.sigmoid(self.beta.clamp(-2, 2) * x)

# %% wrong: x held below 255
# expects: entries differ
# earns: 4
class variant_module(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(float(beta)))
    def forward(self, x):
        return x.clamp(max=255) * torch.sigmoid(self.beta * x)

import torch
import torch.nn.functional as F
from torch import nn


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 6)
        self.out = nn.Linear(6, 3)

# %% right: no activation at the end
class fix_logits(Base):
    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return self.out(h)

# %% right: in one line
class fix_logits(Base):
    def forward(self, x):
        return self.out(F.relu(self.hidden(x)))

# %% right: log-probabilities, which cross-entropy leaves alone
class fix_logits(Base):
    def forward(self, x):
        z = self.out(torch.relu(self.hidden(x)))
        return torch.log_softmax(z, dim=-1)

# %% right: written out in full
class fix_logits(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 6)
        self.act = nn.ReLU()
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        h = self.hidden(x)
        h = self.act(h)
        logits = self.out(h)
        return logits

# %% wrong: unchanged
# expects: ReLU still on the logits
# earns: 0
class fix_logits(Base):
    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return torch.relu(self.out(h))

# %% wrong: clamped
# expects: ReLU still on the logits
# earns: 0
class fix_logits(Base):
    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return self.out(h).clamp(min=0)

# %% wrong: softmax
# expects: softmax before the loss
# earns: 1
class fix_logits(Base):
    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return torch.softmax(self.out(h), dim=1)

# %% wrong: sigmoid
# expects: sigmoid before the loss
# earns: 1
class fix_logits(Base):
    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return torch.sigmoid(self.out(h))

# %% wrong: both taken out
# expects: the hidden ReLU is gone too
# earns: 1
class fix_logits(Base):
    def forward(self, x):
        return self.out(self.hidden(x))

# %% wrong: leaky
# expects: a leaky ReLU on the logits
# earns: 1
class fix_logits(Base):
    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return F.leaky_relu(self.out(h))

# %% wrong: one more layer
# expects: layers or parameters added
# earns: 0
class fix_logits(Base):
    def __init__(self):
        super().__init__()
        self.last = nn.Linear(3, 3)

    def forward(self, x):
        h = torch.relu(self.hidden(x))
        return self.last(torch.relu(self.out(h)))

# %% wrong: the wrong ReLU was taken out: the hidden one
# expects: the other ReLU was taken out
class fix_logits(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return torch.relu(self.out(self.hidden(x)))

# %% wrong: the class number, argmax, is returned
# expects: the class, not its sums
class fix_logits(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 6)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        scores = self.out(torch.relu(self.hidden(x)))
        return scores.argmax(dim=1)

# %% wrong: the largest sum of each row
# expects: three sums for each row
# earns: 0
class fix_logits(Base):
    def forward(self, x):
        return self.out(torch.relu(self.hidden(x))).max(dim=1).values

# %% wrong: relu computed and dropped, and none at the end
# expects: the hidden ReLU is gone too
class fix_logits(Base):
    def forward(self, x):
        h = self.hidden(x)
        torch.relu(h)
        return self.out(h)

# %% wrong: the logits leave the graph
# expects: no gradient reaches the last layer
# earns: 2
class fix_logits(Base):
    def forward(self, x):
        return self.out(torch.relu(self.hidden(x))).detach()

# %% wrong: hidden units held at 50
# expects: cut off from above
# earns: 1
class fix_logits(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 6)
        self.out = nn.Linear(6, 3)
    def forward(self, x):
        return self.out(self.hidden(x).clamp(0, 50))

# %% wrong: logits held within 50
# expects: The loss by row:
# earns: 1
class fix_logits(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 6)
        self.out = nn.Linear(6, 3)
    def forward(self, x):
        return self.out(F.relu(self.hidden(x))).clamp(-50, 50)

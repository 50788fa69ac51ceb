import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from course_utils.frameworks import load_keras


def load(net, weights):
    W1, b1, W2, b2, a, W3, b3 = weights
    arrays = [W1.T, b1, W2.T, b2, a, W3.T, b3]
    with torch.no_grad():
        for p, array in zip(net.parameters(), arrays, strict=True):
            p.copy_(torch.tensor(array))
    return net

# %% right: copied in order
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, weights)

# %% right: a module with functions
class Net(nn.Module):
    def __init__(self, weights):
        super().__init__()
        tensors = [torch.tensor(w) for w in weights]
        self.p = nn.ParameterList([nn.Parameter(t) for t in tensors])

    def forward(self, x):
        W1, b1, W2, b2, a, W3, b3 = self.p
        h = F.leaky_relu(x @ W1 + b1, negative_slope=0.3)
        h = F.prelu(h @ W2 + b2, a)
        return F.softmax(h @ W3 + b3, dim=1)

def keras_to_torch(weights):
    return Net(weights)

# %% right: a state dict
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(negative_slope=0.3), nn.Linear(4, 5),
        nn.PReLU(num_parameters=5), nn.Linear(5, 3), nn.Softmax(dim=1),
    )
    names = ["0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "4.weight", "4.bias"]
    net.load_state_dict({
        name: torch.from_numpy(w.T if name != "3.weight" and w.ndim == 2 else w)
        for name, w in zip(names, weights)
    })
    return net

# %% wrong: default slope
# expects: the leaky defaults are taken for equal
# earns: 4
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, weights)

# %% wrong: the square one as it is
# expects: square kernels not transposed
# earns: 0
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    load(net, weights)
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor(weights[0]))
    return net

# %% wrong: nothing transposed
# expects: not transposed
# earns: 0
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    with torch.no_grad():
        for p, array in zip(net.parameters(), weights):
            p.copy_(torch.tensor(array))
    return net

# %% wrong: one slope
# expects: one slope for all of PReLU
# earns: 2
def keras_to_torch(weights):
    W1, b1, W2, b2, a, W3, b3 = weights
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, [W1, b1, W2, b2, a[:1], W3, b3])

# %% wrong: their mean
# expects: the mean of the slopes
# earns: 2
def keras_to_torch(weights):
    W1, b1, W2, b2, a, W3, b3 = weights
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, [W1, b1, W2, b2, np.array([a.mean()]), W3, b3])

# %% wrong: slopes forgotten
# expects: the slopes of PReLU are not loaded
# earns: 2
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    with torch.no_grad():
        for layer, (W, b) in zip((net[0], net[2], net[4]), (weights[:2], weights[2:4], weights[5:])):
            layer.weight.copy_(torch.tensor(W.T))
            layer.bias.copy_(torch.tensor(b))
    return net

# %% wrong: sums
# expects: no softmax
# earns: 0
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5), nn.Linear(5, 3)
    )
    return load(net, weights)

# %% wrong: softmax along the batch
# expects: softmax over the rows
# earns: 0
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=0),
    )
    return load(net, weights)

# %% wrong: the outputs of some rows
# expects: A torch module is asked for
# earns: 0
def keras_to_torch(weights):
    W1, b1, W2, b2, a, W3, b3 = weights
    return lambda x: x @ W1 + b1

# %% wrong: weights left as drawn
# expects: entries differ
# earns: 0
def keras_to_torch(weights):
    return nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )

# %% right: plain tensors in a module
class Held(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.arrays = [torch.tensor(w) for w in weights]

    def forward(self, x):
        W1, b1, W2, b2, a, W3, b3 = self.arrays
        h = F.leaky_relu(x @ W1 + b1, 0.3) @ W2 + b2
        return torch.softmax(torch.where(h > 0, h, a * h) @ W3 + b3, dim=1)

def keras_to_torch(weights):
    return Held(weights)

# %% right: in 64 bits
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, weights).double()

# %% wrong: the Keras model itself
# expects: made of PyTorch's parts
# earns: 0
def keras_to_torch(weights):
    keras = load_keras()
    model = keras.Sequential([
        keras.Input((4,)), keras.layers.Dense(4), keras.layers.LeakyReLU(),
        keras.layers.Dense(5), keras.layers.PReLU(),
        keras.layers.Dense(3, activation="softmax"),
    ])
    model.set_weights(weights)
    return model

# %% wrong: the slope behind the name
# expects: the slope of another Keras function
# earns: 4
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.2), nn.Linear(4, 5), nn.PReLU(5),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, weights)

# %% wrong: five slopes for a PReLU with one
# expects: one slope for all of PReLU
# earns: 0
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    return load(net, weights)

# %% wrong: five slopes for a PReLU with one, by name
# expects: one slope for all of PReLU
# earns: 0
def keras_to_torch(weights):
    W1, b1, W2, b2, a, W3, b3 = [torch.tensor(w) for w in weights]
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(),
        nn.Linear(5, 3), nn.Softmax(dim=-1),
    )
    net.load_state_dict({
        "0.weight": W1.T, "0.bias": b1, "2.weight": W2.T, "2.bias": b2, "3.weight": a,
        "4.weight": W3.T, "4.bias": b3,
    })
    return net


# %% right: module with loops
class Ported(nn.Module):
    def __init__(self, weights):
        super().__init__()
        names = ["W1", "b1", "W2", "b2", "a", "W3", "b3"]
        for name, value in zip(names, weights):
            setattr(self, name, nn.Parameter(torch.tensor(np.array(value))))
    def forward(self, x):
        h = F.leaky_relu(x @ self.W1 + self.b1, 0.3)
        h = h @ self.W2 + self.b2
        h = torch.where(h > 0, h, self.a * h)
        return F.softmax(h @ self.W3 + self.b3, dim=1)
def keras_to_torch(weights):
    return Ported(weights).eval()

# %% wrong: log_softmax instead of softmax
# expects: the logarithm of the softmax
def keras_to_torch(weights):
    net = nn.Sequential(nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5), nn.Linear(5, 3), nn.LogSoftmax(dim=-1))
    with torch.no_grad():
        for p, w in zip(net.parameters(), weights):
            p.copy_(torch.tensor(w.T))
    return net

# %% wrong: ReLU behind the first layer
# expects: ReLU for leaky ReLU
# earns: 4
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 5), nn.PReLU(5), nn.Linear(5, 3), nn.Softmax(-1)
    )
    with torch.no_grad():
        for own, given in zip(net.parameters(), weights):
            own.copy_(torch.tensor(given.T))
    return net

# %% wrong: the slopes come before the bias
# expects: a bias and slopes exchanged
# earns: 0
def keras_to_torch(weights):
    W1, b1, W2, a, b2, W3, b3 = weights
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5), nn.Linear(5, 3),
        nn.Softmax(-1),
    )
    with torch.no_grad():
        for own, given in zip(net.parameters(), (W1, b1, W2, b2, a, W3, b3)):
            own.copy_(torch.tensor(given.T))
    return net

# %% wrong: a sigmoid at the end
# expects: a sigmoid for the softmax
# earns: 0
def keras_to_torch(weights):
    net = nn.Sequential(
        nn.Linear(4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 5), nn.PReLU(5), nn.Linear(5, 3),
        nn.Sigmoid(),
    )
    with torch.no_grad():
        for own, given in zip(net.parameters(), weights):
            own.copy_(torch.tensor(given.T))
    return net

# %% wrong: the larger of z and a z
# expects: entries differ
# earns: 2
def keras_to_torch(weights):
    W1, b1, W2, b2, a, W3, b3 = map(torch.tensor, weights)
    class Net(nn.Module):
        def forward(self, x):
            h = F.leaky_relu(x @ W1 + b1, 0.3)
            z = h @ W2 + b2
            h = torch.maximum(z, a * z)
            return torch.softmax(h @ W3 + b3, -1)
    return Net()

# %% wrong: the first layer held within 50
# expects: entries differ
# earns: 0
def keras_to_torch(weights):
    W1, b1, W2, b2, a, W3, b3 = map(torch.tensor, weights)
    class Net(nn.Module):
        def forward(self, x):
            h = F.leaky_relu(x @ W1 + b1, 0.3).clamp(-50, 50)
            z = h @ W2 + b2
            h = torch.where(z > 0, z, a * z)
            return torch.softmax(h @ W3 + b3, -1)
    return Net()

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from course_utils.frameworks import load_keras

keras = load_keras()
layers = keras.layers


def numpy_program(W1, b1, W2, b2):
    def net(x):
        z = x @ W1 + b1
        h = np.where(z > 0, z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))
    return net


def torch_program(W1, b1, W2, b2):
    net = nn.Sequential(nn.Linear(10, 64), nn.LeakyReLU(0.01), nn.Linear(64, 1), nn.Sigmoid())
    with torch.no_grad():
        for p, value in zip(net.parameters(), (W1.T, b1, W2.T, b2), strict=True):
            p.copy_(torch.tensor(value))
    return net


def keras_program(W1, b1, W2, b2):
    net = keras.Sequential([
        keras.Input((10,)), layers.Dense(64), layers.LeakyReLU(negative_slope=0.01),
        layers.Dense(1, activation="sigmoid"),
    ])
    net.set_weights([W1, b1, W2, b2])
    return net

# %% right: three helpers
def article_programs(W1, b1, W2, b2):
    weights = (W1, b1, W2, b2)
    return numpy_program(*weights), torch_program(*weights), keras_program(*weights)

# %% right: written out
def article_programs(W1, b1, W2, b2):
    def in_numpy(x):
        z = x @ W1 + b1
        h = np.maximum(z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))

    in_torch = nn.Sequential(nn.Linear(10, 64), nn.LeakyReLU(), nn.Linear(64, 1), nn.Sigmoid())
    with torch.no_grad():
        in_torch[0].weight.copy_(torch.tensor(W1.T))
        in_torch[0].bias.copy_(torch.tensor(b1))
        in_torch[2].weight.copy_(torch.tensor(W2.T))
        in_torch[2].bias.copy_(torch.tensor(b2))

    in_keras = keras.Sequential()
    in_keras.add(keras.Input(shape=(10,)))
    in_keras.add(layers.Dense(64))
    in_keras.add(layers.LeakyReLU(negative_slope=0.01))
    in_keras.add(layers.Dense(1, activation="sigmoid"))
    in_keras.layers[0].set_weights([W1, b1])
    in_keras.layers[2].set_weights([W2, b2])
    return in_numpy, in_torch, in_keras

# %% right: a module of its own, the functional way in Keras, the article's alpha
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(10, 64)
        self.out = nn.Linear(64, 1)

    def forward(self, x):
        return torch.sigmoid(self.out(F.leaky_relu(self.hidden(x), 0.01)))

def article_programs(W1, b1, W2, b2):
    net = Net()
    names = ("hidden.weight", "hidden.bias", "out.weight", "out.bias")
    arrays = (W1.T, b1, W2.T, b2)
    net.load_state_dict({n: torch.tensor(a.copy()) for n, a in zip(names, arrays)})
    inputs = keras.Input((10,))
    h = layers.LeakyReLU(alpha=0.01)(layers.Dense(64)(inputs))
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(h))
    model.set_weights([W1, b1, W2, b2])
    return [numpy_program(W1, b1, W2, b2), net, model]

# %% wrong: reshaped
# expects: reshaped, not transposed
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = torch_program(W1, b1, W2, b2)
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor(W1.reshape(64, 10)))
    return numpy_program(W1, b1, W2, b2), net, keras_program(W1, b1, W2, b2)

# %% wrong: not transposed
# expects: not transposed
# earns: 0
def article_programs(W1, b1, W2, b2):
    net = nn.Sequential(nn.Linear(10, 64), nn.LeakyReLU(), nn.Linear(64, 1), nn.Sigmoid())
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor(W1))
        net[0].bias.copy_(torch.tensor(b1))
        net[2].weight.copy_(torch.tensor(W2))
        net[2].bias.copy_(torch.tensor(b2))
    return numpy_program(W1, b1, W2, b2), net, keras_program(W1, b1, W2, b2)

# %% wrong: no biases in NumPy
# expects: without biases
# earns: 4
def article_programs(W1, b1, W2, b2):
    def net(x):
        z = x @ W1
        h = np.where(z > 0, z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2)))
    return net, torch_program(W1, b1, W2, b2), keras_program(W1, b1, W2, b2)

# %% wrong: ReLU
# expects: ReLU for leaky ReLU
# earns: 2
def article_programs(W1, b1, W2, b2):
    def net(x):
        h = np.maximum(x @ W1 + b1, 0)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))
    in_torch = torch_program(W1, b1, W2, b2)
    in_torch[1] = nn.ReLU()
    return net, in_torch, keras_program(W1, b1, W2, b2)

# %% wrong: Keras's default slope
# expects: slope 0.3
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = keras.Sequential([
        keras.Input((10,)), layers.Dense(64), layers.LeakyReLU(),
        layers.Dense(1, activation="sigmoid"),
    ])
    net.set_weights([W1, b1, W2, b2])
    return numpy_program(W1, b1, W2, b2), torch_program(W1, b1, W2, b2), net

# %% wrong: no sigmoid in PyTorch
# expects: no sigmoid
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = torch_program(W1, b1, W2, b2)[:3]
    return numpy_program(W1, b1, W2, b2), net, keras_program(W1, b1, W2, b2)

# %% wrong: two layers in a row
# expects: no activation in the middle
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = keras.Sequential([
        keras.Input((10,)), layers.Dense(64), layers.Dense(1, activation="sigmoid"),
    ])
    net.set_weights([W1, b1, W2, b2])
    return numpy_program(W1, b1, W2, b2), torch_program(W1, b1, W2, b2), net

# %% wrong: weights left as drawn
# expects: the weights are not set
# earns: 2
def article_programs(W1, b1, W2, b2):
    in_torch = nn.Sequential(nn.Linear(10, 64), nn.LeakyReLU(), nn.Linear(64, 1), nn.Sigmoid())
    in_keras = keras.Sequential([
        keras.Input((10,)), layers.Dense(64), layers.LeakyReLU(negative_slope=0.01),
        layers.Dense(1, activation="sigmoid"),
    ])
    return numpy_program(W1, b1, W2, b2), in_torch, in_keras

# %% wrong: the Keras model twice
# expects: an nn.Module is asked for
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = keras_program(W1, b1, W2, b2)
    return numpy_program(W1, b1, W2, b2), net, net

# %% wrong: one program
# expects: The function returns the three programs in a tuple
# earns: 0
def article_programs(W1, b1, W2, b2):
    return numpy_program(W1, b1, W2, b2)

# %% wrong: not transposed, as new parameters
# expects: not transposed
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = nn.Sequential(nn.Linear(10, 64), nn.LeakyReLU(), nn.Linear(64, 1), nn.Sigmoid())
    net[0].weight, net[0].bias = nn.Parameter(torch.tensor(W1)), nn.Parameter(torch.tensor(b1))
    net[2].weight, net[2].bias = nn.Parameter(torch.tensor(W2)), nn.Parameter(torch.tensor(b2))
    return numpy_program(W1, b1, W2, b2), net, keras_program(W1, b1, W2, b2)

# %% wrong: leaky by its name in Keras
# expects: slope 0.2
# earns: 4
def article_programs(W1, b1, W2, b2):
    weights = (W1, b1, W2, b2)
    in_keras = keras.Sequential([
        keras.Input((10,)), layers.Dense(64, activation="leaky_relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
    in_keras.set_weights(list(weights))
    return numpy_program(*weights), torch_program(*weights), in_keras

# %% wrong: the slope of 0.1 in the PyTorch module
# expects: slope 0.1
import keras
from keras import layers


def article_programs(W1, b1, W2, b2):
    def f(x):
        z = x @ W1 + b1
        h = np.maximum(z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))
    t = nn.Sequential(nn.Linear(10, 64), nn.LeakyReLU(0.1), nn.Linear(64, 1), nn.Sigmoid())
    t.load_state_dict(dict(zip(t.state_dict(), map(torch.tensor, (W1.T, b1, W2.T, b2)))))
    k = keras.Sequential([keras.Input((10,)), layers.Dense(64), layers.LeakyReLU(negative_slope=0.01), layers.Dense(1, activation="sigmoid")])
    k.set_weights([W1, b1, W2, b2])
    return f, t, k

# %% wrong: the hidden bias is left out of the PyTorch net
# expects: one bias left out
import keras
from keras import layers


def article_programs(W1, b1, W2, b2):
    def f(x):
        z = x @ W1 + b1
        h = np.maximum(z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))
    t = nn.Sequential(nn.Linear(10, 64, bias=False), nn.LeakyReLU(0.01), nn.Linear(64, 1), nn.Sigmoid())
    t.load_state_dict(dict(zip(t.state_dict(), map(torch.tensor, (W1.T, W2.T, b2)))))
    k = keras.Sequential([keras.Input((10,)), layers.Dense(64), layers.LeakyReLU(negative_slope=0.01), layers.Dense(1, activation="sigmoid")])
    k.set_weights([W1, b1, W2, b2])
    return f, t, k

# %% wrong: e to the plus z in the NumPy function
# expects: e to the plus z
# earns: 4
def article_programs(W1, b1, W2, b2):
    def program(x):
        z = x @ W1 + b1
        h = np.where(z > 0, z, 0.01 * z)
        return 1 / (1 + np.exp(h @ W2 + b2))
    return program, torch_program(W1, b1, W2, b2), keras_program(W1, b1, W2, b2)

# %% wrong: the branches of where exchanged
# expects: the two sides exchanged
# earns: 4
def article_programs(W1, b1, W2, b2):
    def program(x):
        z = x @ W1 + b1
        h = np.where(z > 0, 0.01 * z, z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))
    return program, torch_program(W1, b1, W2, b2), keras_program(W1, b1, W2, b2)

# %% wrong: dropout that nobody asked for
# expects: (Dropout is random, too.)
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = torch_program(W1, b1, W2, b2)
    net.insert(2, nn.Dropout(0.5))
    return numpy_program(W1, b1, W2, b2), net, keras_program(W1, b1, W2, b2)

# %% wrong: the layers the wrong way round
# expects: compare the layers' sizes
# earns: 4
def article_programs(W1, b1, W2, b2):
    net = nn.Sequential(nn.Linear(64, 10), nn.LeakyReLU(0.01), nn.Linear(1, 64), nn.Sigmoid())
    net[0].weight, net[0].bias = nn.Parameter(torch.tensor(W1)), nn.Parameter(torch.tensor(b1))
    net[2].weight, net[2].bias = nn.Parameter(torch.tensor(W2)), nn.Parameter(torch.tensor(b2))
    return numpy_program(W1, b1, W2, b2), net, keras_program(W1, b1, W2, b2)

# %% wrong: the last bias of the Keras model is still 0
# expects: one bias left out
# earns: 4
def article_programs(W1, b1, W2, b2):
    model = keras_program(W1, b1, W2, 0 * b2)
    return numpy_program(W1, b1, W2, b2), torch_program(W1, b1, W2, b2), model

# %% wrong: transposed for Keras as well
# expects: turned for Keras
# earns: 0
def article_programs(W1, b1, W2, b2):
    model = keras_program(W1, b1, W2, b2)
    model.set_weights([W1.T, b1, W2.T, b2])
    return numpy_program(W1, b1, W2, b2), torch_program(W1, b1, W2, b2), model

# %% wrong: a softmax over one output
# expects: every output is 1
# earns: 4
def article_programs(W1, b1, W2, b2):
    def f(x):
        z = x @ W1 + b1
        h = np.where(z > 0, z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(10, 64)
            self.out = nn.Linear(64, 1)

        def forward(self, x):
            h = F.leaky_relu(self.hidden(x), 0.01)
            return F.softmax(self.out(h), dim=1)

    module = Net()
    module.load_state_dict({
        "hidden.weight": torch.tensor(W1.T),
        "hidden.bias": torch.tensor(b1),
        "out.weight": torch.tensor(W2.T),
        "out.bias": torch.tensor(b2),
    })
    model = keras.Sequential([
        keras.Input((10,)),
        layers.Dense(64),
        layers.LeakyReLU(negative_slope=0.01),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.set_weights([W1, b1, W2, b2])
    return f, module, model

# %% wrong: hidden values cut at 255
# expects: cut off from above
# earns: 4
def article_programs(W1, b1, W2, b2, act=(lambda z: F.leaky_relu(z, 0.01))):
    def f(x):
        z = x @ W1 + b1
        h = np.where(z > 0, z, 0.01 * z)
        return 1 / (1 + np.exp(-(h @ W2 + b2)))
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(10, 64)
            self.out = nn.Linear(64, 1)
        def forward(self, x):
            h = F.leaky_relu(self.hidden(x), 0.01).clamp(max=255)
            return torch.sigmoid(self.out(h))
    m = Net()
    m.load_state_dict({"hidden.weight": torch.tensor(W1.T), "hidden.bias": torch.tensor(b1), "out.weight": torch.tensor(W2.T), "out.bias": torch.tensor(b2)})
    model = keras.Sequential([keras.Input((10,)), layers.Dense(64), layers.LeakyReLU(negative_slope=0.01), layers.Dense(1, activation="sigmoid")])
    model.set_weights([W1, b1, W2, b2])
    return f, m, model

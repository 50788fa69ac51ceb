import torch

# %% right: written down
inplace = {"leaf": "error", "exp": "error", "double": "safe", "sum": "silent", "data": "silent"}

# %% right: other spelling of the words
inplace = dict(leaf="Error", exp="Error", double="Safe", sum="Silent", data="silent ")

# %% right: found by running
def outcome(graph):
    seen = []
    for act in (torch.relu, torch.relu_):
        w = torch.tensor([-1.0, 0.5, 2.0], requires_grad=True)
        try:
            y = graph(w, act)
            y.sum().backward()
        except RuntimeError:
            return "error"
        seen.append((y.detach().tolist(), w.grad.tolist()))
    return "safe" if seen[0] == seen[1] else "silent"

def as_sum(w, act):
    h = 2 * w
    return act(h) + h

def as_data(w, act):
    h = 2 * w
    y = h * h
    act(h.data)
    return y

inplace = {
    "leaf": outcome(lambda w, act: act(w)),
    "exp": outcome(lambda w, act: act(torch.exp(w))),
    "double": outcome(lambda w, act: act(2 * w)),
    "sum": outcome(as_sum),
    "data": outcome(as_data),
}

# %% wrong: always an error
# expects: in place always errors
# earns: 0
inplace = {"leaf": "error", "exp": "error", "double": "error", "sum": "error", "data": "error"}

# %% wrong: always safe
# expects: in place is always safe
# earns: 0
inplace = {"leaf": "safe", "exp": "safe", "double": "safe", "sum": "safe", "data": "safe"}

# %% wrong: no error, so right
# expects: no error means right
# earns: 3
inplace = {"leaf": "error", "exp": "error", "double": "safe", "sum": "safe", "data": "safe"}

# %% wrong: exp keeps its numbers
# expects: no number changes, so no error
# earns: 4
inplace = {"leaf": "error", "exp": "safe", "double": "safe", "sum": "silent", "data": "silent"}

# %% wrong: data is noticed
# expects: .data is watched
# earns: 4
inplace = {"leaf": "error", "exp": "error", "double": "safe", "sum": "silent", "data": "error"}

# %% wrong: never safe
# expects: in place is never safe
# earns: 4
inplace = {"leaf": "error", "exp": "error", "double": "silent", "sum": "silent", "data": "silent"}

# %% wrong: never an error
# expects: PyTorch never objects
# earns: 3
inplace = {"leaf": "silent", "exp": "silent", "double": "safe", "sum": "silent", "data": "silent"}

# %% wrong: two left out
# expects: is still `...`
# earns: 3
inplace = {"leaf": "error", "exp": "error", "double": "safe", "sum": ..., "data": ...}

# %% wrong: a list
# expects: Keep the 5 keys
# earns: 0
inplace = ["error", "error", "safe", "silent", "silent"]

# %% wrong: errors where nobody looks
# expects: Addition keeps nothing
# earns: 1
inplace = {"leaf": "safe", "exp": "safe", "double": "safe", "sum": "error", "data": "error"}

import numpy as np

# %% right: states as numbers
def state(z):
    return np.all(z > 0, axis=0).astype(int) - np.all(z <= 0, axis=0)

def debunk(z_data, z_noise):
    a, b = state(z_data), state(z_noise)
    same = np.mean(a == b)
    return np.mean(a == -1), np.mean(a == 1), same, "net" if same >= 0.9 else "data"

# %% right: truth values
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    agree = (dead == (z_noise <= 0).all(0)) & (on == (z_noise > 0).all(0))
    verdict = "data"
    if agree.mean() >= 0.9:
        verdict = "net"
    return [dead.mean(), on.mean(), agree.mean(), verdict]

# %% right: unit by unit
def debunk(z_data, z_noise):
    def name(unit):
        if unit.max() <= 0:
            return "dead"
        return "on" if unit.min() > 0 else "switching"
    mine = [name(unit) for unit in z_data.T]
    theirs = [name(unit) for unit in z_noise.T]
    n = len(mine)
    same = sum(m == t for m, t in zip(mine, theirs)) / n
    return mine.count("dead") / n, mine.count("on") / n, same, ("net" if same >= 0.9 else "data")

# %% wrong: counts
# expects: counts compared, not units
# earns: 2
def debunk(z_data, z_noise):
    def shares(z):
        dead, on = np.mean(np.all(z <= 0, axis=0)), np.mean(np.all(z > 0, axis=0))
        return np.array([dead, on, 1 - dead - on])
    a, b = shares(z_data), shares(z_noise)
    same = 1 - np.abs(a - b).sum() / 2
    return a[0], a[1], same, "net" if same >= 0.9 else "data"

# %% wrong: two states
# expects: always on is not told from switching
# earns: 2
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = np.mean(dead == (z_noise <= 0).all(0))
    return dead.mean(), on.mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: of the dead ones
# expects: only the dead are asked
# earns: 2
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = np.mean((z_noise <= 0).all(0)[dead])
    return dead.mean(), on.mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: of the noise
# expects: counted on the noise
# earns: 3
def debunk(z_data, z_noise):
    dead, on = (z_noise <= 0).all(0), (z_noise > 0).all(0)
    same = np.mean((dead == (z_data <= 0).all(0)) & (on == (z_data > 0).all(0)))
    return dead.mean(), on.mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: zeros
# expects: zeros for dead units
# earns: 3
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = np.mean((dead == (z_noise <= 0).all(0)) & (on == (z_noise > 0).all(0)))
    return np.mean(z_data <= 0), np.mean(z_data > 0), same, "net" if same >= 0.9 else "data"

# %% wrong: the other verdict
# expects: the verdict turned round
# earns: 4
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = np.mean((dead == (z_noise <= 0).all(0)) & (on == (z_noise > 0).all(0)))
    return dead.mean(), on.mean(), same, "data" if same >= 0.9 else "net"

# %% wrong: always the net
# expects: In the verdict
# earns: 4
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = np.mean((dead == (z_noise <= 0).all(0)) & (on == (z_noise > 0).all(0)))
    return dead.mean(), on.mean(), same, "net"

# %% wrong: entry by entry
# expects: ValueError
# earns: 0
def debunk(z_data, z_noise):
    dead, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = np.mean(np.equal(z_data > 0, z_noise > 0))
    return dead.mean(), on.mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: shares of dead units compared
# expects: counts compared, not units
def debunk(z_data, z_noise):
    dead, noise = (z_data <= 0).all(0).mean(), (z_noise <= 0).all(0).mean()
    same = 1 - abs(dead - noise)
    return dead, (z_data > 0).all(0).mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: dead on both or on on both
# expects: units that switch on both left out
def debunk(z_data, z_noise):
    off, on = (z_data <= 0).all(0), (z_data > 0).all(0)
    same = (off & (z_noise <= 0).all(0) | on & (z_noise > 0).all(0)).mean()
    return off.mean(), on.mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: strictly more than 0.9
# expects: In the verdict
# earns: 4
def debunk(z_data, z_noise):
    def state(z):
        return (z > 0).all(axis=0).astype(int) - (z <= 0).all(axis=0)

    data, noise = state(z_data), state(z_noise)
    same = np.mean(data == noise)
    return np.mean(data == -1), np.mean(data == 1), same, "net" if same > 0.9 else "data"

# %% wrong: on at 0
# expects: In the always-on share
def debunk(z_data, z_noise):
    def state(z):
        return (z >= 0).all(axis=0).astype(int) - (z < 0).all(axis=0)

    data, noise = state(z_data), state(z_noise)
    same = np.mean(data == noise)
    return np.mean(data == -1), np.mean(data == 1), same, "net" if same >= 0.9 else "data"


# %% wrong: more than 0.9
# expects: exactly 0.9 left out
def debunk(z_data, z_noise):
    s = lambda z: np.where((z > 0).all(0), 1, np.where((z <= 0).all(0), -1, 0))
    a, b = s(z_data), s(z_noise)
    same = np.mean(a == b)
    return np.mean(a == -1), np.mean(a == 1), same, "net" if same > 0.9 else "data"

# %% wrong: only stuck units are compared: same is divided by the stuck ones
# expects: a share of the stuck units
def debunk(z_data, z_noise):
    st = lambda z: np.where((z <= 0).all(0), -1, np.where((z > 0).all(0), 1, 0))
    a, b = st(z_data), st(z_noise)
    stuck = a != 0
    same = ((a == b) & stuck).sum() / max(stuck.sum(), 1)
    return (a == -1).mean(), (a == 1).mean(), same, "net" if same >= 0.9 else "data"

# %% wrong: below 0 is off, from 0 on is on
# expects: a sum of 0 is taken for on
def debunk(z_data, z_noise):
    state = lambda z: (z >= 0).all(axis=0).astype(int) - (z < 0).all(axis=0)
    mine, noise = state(z_data), state(z_noise)
    same = float(np.mean(mine == noise))
    return np.mean(mine == -1), np.mean(mine == 1), same, "net" if same >= 0.9 else "data"

# %% wrong: what is not dead is called always on
# expects: all that are not dead
def debunk(z_data, z_noise):
    state = lambda z: (z > 0).all(axis=0).astype(int) - (z <= 0).all(axis=0)
    mine, noise = state(z_data), state(z_noise)
    same = float(np.mean(mine == noise))
    return np.mean(mine == -1), np.mean(mine != -1), same, "net" if same >= 0.9 else "data"

# %% wrong: a limit of 0.899
# expects: In the verdict
# earns: 4
def debunk(z_data, z_noise):
    st = [(z > 0).all(0).astype(int) - (z <= 0).all(0) for z in (z_data, z_noise)]
    same = float((st[0] == st[1]).mean())
    return (st[0] == -1).mean(), (st[0] == 1).mean(), same, 'net' if same >= 0.899 else 'data'

# %% wrong: on above a thousandth
# expects: In the
# earns: 0
def debunk(z_data, z_noise):
    st = [(z > 1e-3).all(0).astype(int) - (z <= 1e-3).all(0) for z in (z_data, z_noise)]
    same = float((st[0] == st[1]).mean())
    return (st[0] == -1).mean(), (st[0] == 1).mean(), same, 'net' if same >= 0.9 else 'data'

import numpy as np

# %% right: net by net
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    for _ in range(nets):
        h = np.ones(1)
        for _ in range(depth - 1):
            h = np.maximum(h @ rng.normal(size=(len(h), width)), 0)
        dead += not h.any()
    return dead / nets

# %% right: all nets at once, uniform weights
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    dead = np.zeros(nets, dtype=bool)
    for layer in range(1, depth):
        W = rng.uniform(-1, 1, (nets, h.shape[-1], width))
        h = np.maximum(h @ W, 0)
        dead |= (h == 0).all(axis=(1, 2))
    return dead.mean()

# %% right: with He weights and einsum, old generator
def born_dead_share(width, depth, nets, seed):
    rng = np.random.RandomState(seed)
    h = np.ones((nets, 1))
    for _ in range(depth - 1):
        W = rng.randn(nets, h.shape[1], width) * np.sqrt(2 / h.shape[1])
        h = np.einsum("ni,nij->nj", h, W)
        h[h < 0] = 0
    return np.mean(h.max(axis=1) <= 0)

# %% wrong: the output layer too
# expects: the output layer drawn as hidden
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(depth):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], width)), 0)
    return np.mean(h.max(axis=(1, 2)) == 0)

# %% wrong: one layer less
# expects: a hidden layer missing
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(depth - 2):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], width)), 0)
    return np.mean(h.max(axis=(1, 2)) == 0)

# %% wrong: by the output
# expects: an output below 0 taken for dead
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(depth - 1):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], width)), 0)
    out = h @ rng.normal(size=(nets, h.shape[-1], 1))
    return np.mean(out <= 0)

# %% wrong: any unit
# expects: any unit that is off
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    for _ in range(nets):
        h = np.ones(1)
        any_off = False
        for _ in range(depth - 1):
            h = np.maximum(h @ rng.normal(size=(len(h), width)), 0)
            any_off = any_off or bool((h == 0).any())
        dead += any_off
    return dead / nets

# %% wrong: positive weights
# expects: no net ever dies
# earns: 0
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(depth - 1):
        h = np.maximum(h @ rng.random((nets, h.shape[-1], width)), 0)
    return np.mean(h.max(axis=(1, 2)) == 0)

# %% wrong: alive
# expects: the living counted
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(depth - 1):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], width)), 0)
    return np.mean(h.max(axis=(1, 2)) > 0)

# %% wrong: first layer
# expects: the first layer only
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(nets, width))
    return np.mean((z <= 0).all(axis=1))

# %% wrong: generator inside the loop
# expects: one net, counted many times
# earns: 0
def born_dead_share(width, depth, nets, seed):
    dead = 0
    for _ in range(nets):
        rng = np.random.default_rng(seed)
        h = np.ones(1)
        for _ in range(depth - 1):
            h = np.maximum(h @ rng.normal(size=(len(h), width)), 0)
        dead += not h.any()
    return dead / nets

# %% wrong: no simulation
# expects: not drawn
# earns: 0
def born_dead_share(width, depth, nets, seed):
    return 1 - (1 - 2.0**-width) ** (depth - 1)

# %% wrong: seed not used
# expects: Twice the same seed, and two different shares
# earns: 4
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng()
    h = np.ones((nets, 1, 1))
    for _ in range(depth - 1):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], width)), 0)
    return np.mean(h.max(axis=(1, 2)) == 0)

# %% wrong: a count
# expects: A share is asked for
# earns: 0
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(depth - 1):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], width)), 0)
    return int(np.sum(h.max(axis=(1, 2)) == 0))

# %% wrong: as deep as wide
# expects: width and depth exchanged
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    for _ in range(width - 1):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[-1], depth)), 0)
    return np.mean(h.max(axis=(1, 2)) == 0)


# %% wrong: weights shared by all nets
# expects: one net, counted many times
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1))
    for i in range(depth - 1):
        h = np.maximum(h @ rng.normal(size=(h.shape[1], width)), 0)
    return float(np.mean(~h.any(axis=1)))

# %% wrong: the share of dead units, not of dead nets
# expects: units counted, not nets
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    h = np.ones((nets, 1, 1))
    off = []
    for _ in range(depth - 1):
        h = np.maximum(h @ rng.normal(size=(nets, h.shape[2], width)), 0)
        off.append((h == 0).mean())
    return float(np.mean(off))

# %% wrong: weights from 0 to 1, a new draw for every net
# expects: about half of them should be
# earns: 0
def born_dead_share(width, depth, nets, seed):
    rng, dead = np.random.default_rng(seed), 0
    for _ in range(nets):
        h = np.ones(1)
        for _ in range(depth - 1):
            h = np.maximum(h @ rng.random((len(h), width)), 0)
            if not h.any():
                dead += 1
                break
    return dead / nets

# %% wrong: the share is rounded to a whole number
# expects: chance cannot carry 2000 draws that far
def born_dead_share(width, depth, nets, seed):
    rng, dead = np.random.default_rng(seed), 0
    for _ in range(nets):
        h = np.ones(1)
        for _ in range(depth - 1):
            h = np.maximum(h @ rng.normal(size=(len(h), width)), 0)
        dead += not h.any()
    return round(dead / nets)

# %% wrong: one matrix for all layers behind the first of a net
# expects: one matrix for all layers
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    for _ in range(nets):
        first, later = rng.normal(size=(1, width)), rng.normal(size=(width, width))
        h = np.ones(1)
        for layer in range(depth - 1):
            h = np.maximum(h @ (later if layer else first), 0)
            if not h.any():
                dead += 1
                break
    return dead / nets

# %% wrong: only the last layer, z < 0
# expects: dead in the last hidden layer alone
# earns: 2
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    for _ in range(nets):
        h = np.ones(1)
        off = False
        for _ in range(depth - 1):
            z = h @ rng.normal(size=(len(h), width))
            off = bool((z < 0).all())
            h = np.maximum(z, 0)
        dead += off
    return dead / nets

# %% wrong: a share of layers
# expects: layers counted, not nets
# earns: 1
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    off, total = 0, 0
    for _ in range(nets):
        h = np.ones(1)
        for _ in range(depth - 1):
            z = h @ rng.normal(size=(len(h), width))
            off += bool((z <= 0).all())
            total += 1
            h = np.maximum(z, 0)
    return off / total if total else 0.0

# %% wrong: always 2000 nets
# expects: not a share of so many nets
# earns: 4
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    pass
    for _ in range(2000):
        h = np.ones(1)
        for _ in range(depth - 1):
            z = h @ rng.normal(size=(len(h), width))
            if (z <= 0).all():
                dead += 1
                break
            h = np.maximum(z, 0)
    return dead / 2000

# %% wrong: one net too few
# expects: One net, 1 wide
# earns: 4
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    pass
    for _ in range(nets - 1):
        h = np.ones(1)
        for _ in range(depth - 1):
            z = h @ rng.normal(size=(len(h), width))
            if (z <= 0).all():
                dead += 1
                break
            h = np.maximum(z, 0)
    return dead / nets

# %% wrong: rounded to two digits
# expects: not a share of so many nets
# earns: 4
def born_dead_share(width, depth, nets, seed):
    rng = np.random.default_rng(seed)
    dead = 0
    pass
    for _ in range(nets):
        h = np.ones(1)
        for _ in range(depth - 1):
            z = h @ rng.normal(size=(len(h), width))
            if (z <= 0).all():
                dead += 1
                break
            h = np.maximum(z, 0)
    return round(dead / nets, 2)

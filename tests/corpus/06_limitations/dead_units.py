import numpy as np

# %% right: joined batches
def dead_units(batches, slope):
    dead, on = [], []
    for layer in range(len(batches[0])):
        z = np.concatenate([batch[layer] for batch in batches])
        dead.append((z <= 0).all(axis=0).sum() if slope == 0 else 0)
        on.append((z > 0).all(axis=0).sum())
    return dead, on

# %% right: the largest and the smallest so far
def dead_units(batches, slope):
    top = [z.max(axis=0) for z in batches[0]]
    low = [z.min(axis=0) for z in batches[0]]
    for batch in batches[1:]:
        top = [np.maximum(t, z.max(axis=0)) for t, z in zip(top, batch)]
        low = [np.minimum(t, z.min(axis=0)) for t, z in zip(low, batch)]
    dead = [int(np.sum(t <= 0)) * (slope == 0) for t in top]
    return dead, [int(np.sum(t > 0)) for t in low]

# %% right: truth values carried along, arrays returned
def dead_units(batches, slope):
    off = on = None
    for batch in batches:
        o = [np.all(z <= 0, axis=0) for z in batch]
        n = [np.all(z > 0, axis=0) for z in batch]
        off = o if off is None else [a & b for a, b in zip(off, o)]
        on = n if on is None else [a & b for a, b in zip(on, n)]
    dead = np.array([np.count_nonzero(a) for a in off])
    if slope != 0:
        dead = np.zeros_like(dead)
    return dead, np.array([np.count_nonzero(a) for a in on])

# %% right: unit by unit
def dead_units(batches, slope):
    dead, on = [], []
    for layer in zip(*batches):
        z = np.vstack(layer)
        d = n = 0
        for unit in z.T:
            d += all(value <= 0 for value in unit)
            n += all(value > 0 for value in unit)
        dead.append(0 if slope else d)
        on.append(n)
    return (dead, on)

# %% wrong: last batch
# expects: the last batch only
# earns: 3
def dead_units(batches, slope):
    for batch in batches:
        dead = [int((z <= 0).all(axis=0).sum()) if slope == 0 else 0 for z in batch]
        on = [int((z > 0).all(axis=0).sum()) for z in batch]
    return dead, on

# %% wrong: first batch
# expects: the first batch only
# earns: 3
def dead_units(batches, slope):
    batch = batches[0]
    dead = [int((z <= 0).all(axis=0).sum()) if slope == 0 else 0 for z in batch]
    on = [int((z > 0).all(axis=0).sum()) for z in batch]
    return dead, on

# %% wrong: added up
# expects: batches added up
# earns: 3
def dead_units(batches, slope):
    layers = len(batches[0])
    dead, on = [0] * layers, [0] * layers
    for batch in batches:
        for l, z in enumerate(batch):
            if slope == 0:
                dead[l] += int((z <= 0).all(axis=0).sum())
            on[l] += int((z > 0).all(axis=0).sum())
    return dead, on

# %% wrong: off on some batch
# expects: dead on some batch
# earns: 3
def dead_units(batches, slope):
    dead, on = [], []
    for layer in range(len(batches[0])):
        off = np.array([(batch[layer] <= 0).all(axis=0) for batch in batches]).any(axis=0)
        always = np.array([(batch[layer] > 0).all(axis=0) for batch in batches]).any(axis=0)
        dead.append(int(off.sum()) if slope == 0 else 0)
        on.append(int(always.sum()))
    return dead, on

# %% wrong: leaky too
# expects: leaky units called dead
# earns: 5
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    return [(z <= 0).all(0).sum() for z in layers], [(z > 0).all(0).sum() for z in layers]

# %% wrong: zeros of all
# expects: zeros, not units
# earns: 0
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [np.sum(z <= 0) if slope == 0 else 0 for z in layers]
    return dead, [np.sum(z > 0) for z in layers]

# %% wrong: mostly off
# expects: off on most rows
# earns: 0
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [np.sum(np.mean(z <= 0, axis=0) > 0.5) if slope == 0 else 0 for z in layers]
    return dead, [np.sum(np.mean(z > 0, axis=0) > 0.5) for z in layers]

# %% wrong: mean
# expects: off on average
# earns: 0
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [np.sum(z.mean(axis=0) <= 0) if slope == 0 else 0 for z in layers]
    return dead, [np.sum(z.mean(axis=0) > 0) for z in layers]

# %% wrong: only the dead ones by their mean
# expects: off on average
# earns: 2
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [np.sum(z.mean(axis=0) <= 0) if slope == 0 else 0 for z in layers]
    return dead, [np.sum(z.min(axis=0) > 0) for z in layers]

# %% wrong: axis 1
# expects: rows for units
# earns: 0
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [(z <= 0).all(axis=1).sum() if slope == 0 else 0 for z in layers]
    return dead, [(z > 0).all(axis=1).sum() for z in layers]

# %% wrong: below zero
# expects: a sum of 0 is taken for on
# earns: 5
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [(z < 0).all(axis=0).sum() if slope == 0 else 0 for z in layers]
    return dead, [(z >= 0).all(axis=0).sum() for z in layers]

# %% wrong: never above 0
# expects: NaN taken for off
# earns: 5
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [(~(z > 0).any(axis=0)).sum() if slope == 0 else 0 for z in layers]
    return dead, [(z > 0).all(axis=0).sum() for z in layers]

# %% wrong: dead alone
# expects: 2 things are asked for
# earns: 0
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    return [(z <= 0).all(axis=0).sum() for z in layers]

# %% right: by the largest and the smallest sum, as arrays
def dead_units(batches, slope):
    dead, on = [], []
    for layer in range(len(batches[0])):
        top = np.max([batch[layer].max(axis=0) for batch in batches], axis=0)
        low = np.min([batch[layer].min(axis=0) for batch in batches], axis=0)
        dead.append((top <= 0).sum() if slope == 0 else 0)
        on.append((low > 0).sum())
    return np.array(dead), np.array(on)

# %% wrong: a leaky layer is left out
# expects: no leaky unit called on
# earns: 5
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    if slope:
        return [0] * len(layers), [0] * len(layers)
    return [int((z <= 0).all(0).sum()) for z in layers], [int((z > 0).all(0).sum()) for z in layers]

# %% wrong: units less the dead
# expects: all that live called always on
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    off = [int((z <= 0).all(0).sum()) for z in layers]
    on = [z.shape[1] - count for z, count in zip(layers, off)]
    return (off if slope == 0 else [0] * len(off)), on


# %% wrong: shares of units
# expects: shares for counts
def dead_units(batches, slope):
    dead, on = [], []
    for layer in zip(*batches):
        z = np.concatenate(layer)
        dead.append(0 if slope else np.all(z <= 0, axis=0).mean())
        on.append(np.all(z > 0, axis=0).mean())
    return dead, on

# %% wrong: sums of exactly 0 are looked for
# expects: All data in one batch
# earns: 1
def dead_units(batches, slope):
    layers = [np.concatenate(parts) for parts in zip(*batches)]
    dead = [int((z == 0).all(axis=0).sum()) if slope == 0 else 0 for z in layers]
    return dead, [int((z > 0).all(axis=0).sum()) for z in layers]

# %% wrong: the smallest count of the batches
# expects: one of the batches' counts
def dead_units(batches, slope):
    dead, on = [], []
    for parts in zip(*batches):
        dead.append(min(int((z <= 0).all(0).sum()) for z in parts) if slope == 0 else 0)
        on.append(min(int((z > 0).all(0).sum()) for z in parts))
    return dead, on

# %% wrong: the largest count of the batches
# expects: one of the batches' counts
def dead_units(batches, slope):
    dead, on = [], []
    for parts in zip(*batches):
        dead.append(max(int((z <= 0).all(0).sum()) for z in parts) if slope == 0 else 0)
        on.append(max(int((z > 0).all(0).sum()) for z in parts))
    return dead, on

# %% wrong: nanmax and nanmin
# expects: NaN passed over
# earns: 5
def dead_units(batches, slope):
    dead, on = [], []
    for layer in zip(*batches):
        z = np.concatenate(layer)
        highest = np.nanmax(z, axis=0)
        lowest = np.nanmin(z, axis=0)
        dead.append(int((highest <= 0).sum()) if slope == 0 else 0)
        on.append(int((lowest > 0).sum()))
    return dead, on

# %% wrong: dead is z < 0
# expects: dead asks for z < 0
# earns: 5
def dead_units(batches, slope):
    layers = [np.concatenate(layer) for layer in zip(*batches)]
    dead = [int((z < 0).all(axis=0).sum()) if slope == 0 else 0 for z in layers]
    on = [int((z > 0).all(axis=0).sum()) for z in layers]
    return dead, on

# %% wrong: always on is z >= 0
# expects: always on asks for z ≥ 0
# earns: 5
def dead_units(batches, slope):
    layers = [np.concatenate(layer) for layer in zip(*batches)]
    dead = [int((z <= 0).all(axis=0).sum()) if slope == 0 else 0 for z in layers]
    return dead, [int((z >= 0).all(axis=0).sum()) for z in layers]

# %% wrong: off with a tolerance
# expects: In the dead units
# earns: 5
def dead_units(batches, slope):
    ls = [np.concatenate(l) for l in zip(*batches)]
    dead = [int((z <= 1e-6).all(axis=0).sum()) if slope == 0 else 0 for z in ls]
    return dead, [int((z > 0).all(axis=0).sum()) for z in ls]

# %% wrong: a small slope is none
# expects: In the dead units
# earns: 5
def dead_units(batches, slope):
    ls = [np.concatenate(l) for l in zip(*batches)]
    dead = [int((z <= 0).all(axis=0).sum()) if slope < 0.005 else 0 for z in ls]
    return dead, [int((z > 0).all(axis=0).sum()) for z in ls]

import numpy as np

# %% right: column by column
def stuck_units(z):
    words = []
    for unit in z.T:
        if (unit > 0).any() and (unit <= 0).any():
            words.append("switching")
        elif unit.std() < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        elif unit[0] > 0:
            words.append("always on")
        else:
            words.append("dead")
    return words

# %% right: an array of words
def stuck_units(z):
    off, on = np.all(z <= 0, axis=0), np.all(z > 0, axis=0)
    flat = np.std(z, axis=0) < 0.01 * np.sqrt(np.mean(z * z, axis=0))
    return np.select([flat & (off | on), off, on], ["collapsed", "dead", "always on"], "switching")

# %% right: by the largest and the smallest
def stuck_units(z):
    def word(top, low, spread, rms):
        if low <= 0 < top:
            return "switching"
        if spread / rms < 0.01:
            return "collapsed"
        return "always on" if low > 0 else "dead"
    rms = (z**2).mean(0) ** 0.5
    return tuple(map(word, z.max(0), z.min(0), z.std(0), rms))

# %% wrong: no spread
# expects: the spread is not looked at
# earns: 2
def stuck_units(z):
    off, on = (z <= 0).all(0), (z > 0).all(0)
    return ["dead" if d else "always on" if o else "switching" for d, o in zip(off, on)]

# %% wrong: only where off
# expects: collapsed only where it is off
# earns: 2
def stuck_units(z):
    words = []
    for unit in z.T:
        if np.all(unit > 0):
            words.append("always on")
        elif np.all(unit <= 0):
            flat = unit.std() < 0.01 * np.sqrt(np.mean(unit**2))
            words.append("collapsed" if flat else "dead")
        else:
            words.append("switching")
    return words

# %% wrong: absolute
# expects: an absolute spread
# earns: 2
def stuck_units(z):
    words = []
    for unit in z.T:
        if (unit > 0).any() and (unit <= 0).any():
            words.append("switching")
        elif unit.std() < 0.01:
            words.append("collapsed")
        else:
            words.append("always on" if unit[0] > 0 else "dead")
    return words

# %% wrong: variance
# expects: variance for standard deviation
# earns: 4
def stuck_units(z):
    off, on = np.all(z <= 0, axis=0), np.all(z > 0, axis=0)
    flat = np.var(z, axis=0) < 0.01 * np.sqrt(np.mean(z * z, axis=0))
    return np.select([flat & (off | on), off, on], ["collapsed", "dead", "always on"], "switching")

# %% wrong: spread of everything
# expects: the spread is not looked at
# earns: 2
def stuck_units(z):
    flat = z.std() < 0.01 * np.sqrt(np.mean(z**2))
    words = []
    for unit in z.T:
        if (unit > 0).any() and (unit <= 0).any():
            words.append("switching")
        elif flat:
            words.append("collapsed")
        else:
            words.append("always on" if unit[0] > 0 else "dead")
    return words

# %% wrong: by the mean
# expects: the state of the mean
# earns: 2
def stuck_units(z):
    words = []
    for unit in z.T:
        if unit.std() < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        else:
            words.append("always on" if unit.mean() > 0 else "dead")
    return words

# %% wrong: other words
# expects: The result differs
# earns: 0
def stuck_units(z):
    off, on = (z <= 0).all(0), (z > 0).all(0)
    return ["off" if d else "on" if o else "both" for d, o in zip(off, on)]

# %% wrong: no root
# expects: the root forgotten
def stuck_units(z):
    off, on = (z <= 0).all(0), (z > 0).all(0)
    flat = z.std(axis=0) < 0.01 * (z**2).mean(axis=0)
    return ["switching" if not (d or o) else "collapsed" if f else "dead" if d else "always on"
            for d, o, f in zip(off, on, flat)]

# %% wrong: one rms
# expects: one rms for the whole layer
def stuck_units(z):
    off, on = (z <= 0).all(0), (z > 0).all(0)
    flat = z.std(axis=0) < 0.01 * np.sqrt((z**2).mean())
    return ["switching" if not (d or o) else "collapsed" if f else "dead" if d else "always on"
            for d, o, f in zip(off, on, flat)]

# %% wrong: largest minus smallest
# expects: the range for the standard deviation
def stuck_units(z):
    off, on = (z <= 0).all(0), (z > 0).all(0)
    flat = z.max(0) - z.min(0) < 0.01 * np.sqrt((z**2).mean(axis=0))
    return ["switching" if not (d or o) else "collapsed" if f else "dead" if d else "always on"
            for d, o, f in zip(off, on, flat)]

# %% wrong: on at 0
# expects: a sum of 0 is not taken for off
# earns: 3
def stuck_units(z):
    words = []
    for unit in z.T:
        if (unit >= 0).any() and (unit < 0).any():
            words.append("switching")
        elif unit.std() < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        else:
            words.append("always on" if (unit >= 0).all() else "dead")
    return words


# %% wrong: ten per cent
# expects: a tenth for a hundredth
def stuck_units(z):
    words = []
    for u in z.T:
        if (u > 0).any() and (u <= 0).any():
            words.append("switching")
        elif u.std() < 0.1 * np.sqrt(np.mean(u**2)):
            words.append("collapsed")
        else:
            words.append("always on" if (u > 0).all() else "dead")
    return words


# %% wrong: over rows
# expects: rows for units
def stuck_units(z):
    words = []
    for u in z:
        if (u > 0).any() and (u <= 0).any():
            words.append("switching")
        elif u.std() < 0.01 * np.sqrt(np.mean(u**2)):
            words.append("collapsed")
        else:
            words.append("always on" if (u > 0).all() else "dead")
    return words


# %% wrong: spread asked first
# expects: One unit, on for one row
def stuck_units(z):
    words = []
    for u in z.T:
        if u.std() < 0.01 * np.sqrt(np.mean(u**2)):
            words.append("collapsed")
        elif (u > 0).all():
            words.append("always on")
        elif (u <= 0).all():
            words.append("dead")
        else:
            words.append("switching")
    return words

# %% wrong: the sides before the spread
# expects: the spread is not looked at
# earns: 0
def stuck_units(z):
    words = []
    for unit in z.T:
        if (unit <= 0).all():
            words.append("dead")
        elif (unit > 0).all():
            words.append("always on")
        elif unit.std() < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        else:
            words.append("switching")
    return words

# %% wrong: relative to the mean
# expects: the mean for the rms
# earns: 2
def stuck_units(z):
    words = []
    for unit in z.T:
        off, on = (unit <= 0).all(), (unit > 0).all()
        if not (off or on):
            words.append("switching")
        elif unit.std() < 0.01 * unit.mean():
            words.append("collapsed")
        else:
            words.append("dead" if off else "always on")
    return words

# %% wrong: dead is asked before collapsed
# expects: collapsed only where it is on
# earns: 2
def stuck_units(z):
    words = []
    for unit in z.T:
        if np.all(unit <= 0):
            words.append("dead")
        elif np.any(unit <= 0):
            words.append("switching")
        elif np.std(unit) < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        else:
            words.append("always on")
    return words

# %% wrong: a limit of a thousandth
# expects: spreads just under and over the limit
# earns: 4
def stuck_units(z):
    off, on = np.all(z <= 0, axis=0), np.all(z > 0, axis=0)
    flat = np.std(z, axis=0) < 0.001 * np.sqrt(np.mean(z * z, axis=0))
    return np.select([flat & (off | on), off, on], ["collapsed", "dead", "always on"], "switching")

# %% wrong: the range itself below 0.01
# expects: Four of the five units have hardly any spread
def stuck_units(z):
    off, on = np.all(z <= 0, axis=0), np.all(z > 0, axis=0)
    flat = np.ptp(z, axis=0) < 0.01
    return np.select([flat & (off | on), off, on], ["collapsed", "dead", "always on"], "switching")

# %% wrong: the sign of the median
# expects: Units that switch get the word of one side
def stuck_units(z):
    words = []
    for unit in z.T:
        if unit.std() < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        else:
            words.append("always on" if np.median(unit) > 0 else "dead")
    return words

# %% wrong: half of the limit
# expects: Sums of very different sizes
# earns: 4
def stuck_units(z):
    off, on = np.all(z <= 0, axis=0), np.all(z > 0, axis=0)
    flat = np.std(z, axis=0) < 0.005 * np.sqrt(np.mean(z * z, axis=0))
    return np.select([flat & (off | on), off, on], ["collapsed", "dead", "always on"], "switching")

# %% wrong: off is below 0, on is above
# expects: a sum of 0 is not taken for off
# earns: 3
def stuck_units(z):
    words = []
    for unit in z.T:
        off, on = np.all(unit < 0), np.all(unit > 0)
        if not off and not on:
            words.append("switching")
        elif np.std(unit) < 0.01 * np.sqrt(np.mean(unit**2)):
            words.append("collapsed")
        else:
            words.append("dead" if off else "always on")
    return words

# %% wrong: off with a tolerance
# expects: The result differs
# earns: 2
def stuck_units(z):
    off, on = (z <= 1e-6).all(0), (z > 1e-6).all(0)
    flat = z.std(0) < 0.01 * np.sqrt((z**2).mean(0))
    return list(np.select([flat & (off | on), off, on], ['collapsed', 'dead', 'always on'], 'switching'))

# %% wrong: a limit of 0.01005
# expects: The result differs
# earns: 4
def stuck_units(z):
    off, on = (z <= 0).all(0), (z > 0).all(0)
    flat = z.std(0) < 0.01005 * np.sqrt((z**2).mean(0))
    return list(np.select([flat & (off | on), off, on], ['collapsed', 'dead', 'always on'], 'switching'))

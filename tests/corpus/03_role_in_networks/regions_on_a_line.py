import numpy as np

# %% right: changes by kink, in a dictionary
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for i in range(len(w)):
        if w[i] == 0:
            continue
        kink = -b[i] / w[i]
        if low < kink < high:
            bends[kink] = bends.get(kink, 0) + v[i] * abs(w[i])
    return 1 + len([k for k in bends if abs(bends[k]) > 1e-12])

# %% right: with NumPy
def regions_on_a_line(w, b, v, low, high):
    on = w != 0
    kinks, change = -b[on] / w[on], (v * np.abs(w))[on]
    inside = (kinks > low) & (kinks < high)
    places, which = np.unique(kinks[inside].round(9), return_inverse=True)
    total = np.zeros(len(places))
    np.add.at(total, which, change[inside])
    return int(np.sum(~np.isclose(total, 0))) + 1

# %% right: slopes to both sides of each kink
def regions_on_a_line(w, b, v, low, high):
    def slope(x):
        return sum(vi * wi for wi, bi, vi in zip(w, b, v) if wi * x + bi > 0)
    kinks = {-bi / wi for wi, bi in zip(w, b) if wi != 0}
    inside = sorted(k for k in kinks if low < k < high)
    edges = [low, *inside, high]
    slopes = [slope((p + q) / 2) for p, q in zip(edges, edges[1:])]
    return 1 + sum(abs(s - t) > 1e-9 for s, t in zip(slopes, slopes[1:]))

# %% wrong: n + 1
# expects: always n + 1
# earns: 1
def regions_on_a_line(w, b, v, low, high):
    return len(v) + 1

# %% wrong: the interval is ignored
# expects: kinks outside are counted
# earns: 4
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0:
            bends[-bi / wi] = bends.get(-bi / wi, 0) + vi * abs(wi)
    return 1 + sum(x != 0 for x in bends.values())

# %% wrong: one by one
# expects: the same kink counted twice
# earns: 3
def regions_on_a_line(w, b, v, low, high):
    count = 1
    for wi, bi, vi in zip(w, b, v):
        if wi != 0 and vi != 0 and low < -bi / wi < high:
            count += 1
    return count

# %% wrong: different kinks, whatever v is
# expects: no unit is checked for effect
# earns: 3
def regions_on_a_line(w, b, v, low, high):
    kinks = {-bi / wi for wi, bi in zip(w, b) if wi != 0}
    return 1 + len([k for k in kinks if low < k < high])

# %% wrong: v = 0 counts, cancelling is seen
# expects: a unit nobody listens to is counted
# earns: 4
def regions_on_a_line(w, b, v, low, high):
    bends, seen = {}, set()
    for wi, bi, vi in zip(w, b, v):
        if wi != 0 and low < -bi / wi < high:
            bends.setdefault(-bi / wi, []).append(vi * abs(wi))
    return 1 + sum(sum(found) != 0 or not any(found) for found in bends.values())

# %% wrong: cancelling is not seen
# expects: cancelling bends are counted
# earns: 4
def regions_on_a_line(w, b, v, low, high):
    kinks = set()
    for wi, bi, vi in zip(w, b, v):
        if wi * vi != 0 and low < -bi / wi < high:
            kinks.add(-bi / wi)
    return len(kinks) + 1

# %% wrong: the sign of the kink
# expects: kinks at b / w
# earns: 0
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0 and low < bi / wi < high:
            bends[bi / wi] = bends.get(bi / wi, 0) + vi * abs(wi)
    return 1 + sum(abs(x) > 1e-9 for x in bends.values())

# %% wrong: divides by zero
# expects: ZeroDivisionError
# earns: 0
def regions_on_a_line(w, b, v, low, high):
    kinks = {-float(bi) / float(wi) for wi, bi in zip(w, b)}
    return len([k for k in kinks if low < k < high]) + 1

# %% wrong: corners, not pieces
# expects: The value differs
# earns: 0
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0 and low < -bi / wi < high:
            bends[-bi / wi] = bends.get(-bi / wi, 0) + vi * abs(wi)
    return sum(x != 0 for x in bends.values())
# %% wrong: not strictly inside
# expects: a corner on the end is counted
# earns: 4
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0 and low <= -bi / wi <= high:
            bends[-bi / wi] = bends.get(-bi / wi, 0) + vi * abs(wi)
    return 1 + sum(abs(x) > 1e-9 for x in bends.values())

# %% wrong: near is taken for the same
# expects: Each unit has a kink of its own inside
# earns: 4
def regions_on_a_line(w, b, v, low, high):
    change = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0 and low < -bi / wi < high:
            kink = round(float(-bi / wi), 1)
            change[kink] = change.get(kink, 0.0) + vi * abs(wi)
    return 1 + sum(abs(bend) > 1e-9 for bend in change.values())


# %% wrong: corners counted
# expects: corners, not pieces
def regions_on_a_line(w, b, v, low, high):
    change = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0:
            change[-bi / wi] = change.get(-bi / wi, 0) + vi * abs(wi)
    return sum(low < kink < high and abs(by) > 1e-9 for kink, by in change.items())

# %% wrong: corners are counted, not pieces: one too few
# expects: corners, not pieces
def regions_on_a_line(w, b, v, low, high):
    x = sorted({round(-bi / wi, 9) for wi, bi, vi in zip(w, b, v) if wi != 0 and vi != 0})
    return len([k for k in x if low < k < high])

# %% wrong: v w without the size of w
# expects: the sign of w left in the bend
def regions_on_a_line(w, b, v, low, high):
    corners = {}
    for wi, bi, vi in zip(w, b, v):
        if wi != 0:
            k = round(float(-bi / wi), 9)
            corners[k] = corners.get(k, 0) + vi * wi
    return 1 + sum(1 for k in corners if low < k < high and abs(corners[k]) > 1e-9)

# %% wrong: w = 0 not provided for
# expects: dividing by w = 0
def regions_on_a_line(w, b, v, low, high):
    corners = {}
    for wi, bi, vi in zip(w.tolist(), b.tolist(), v.tolist()):
        k = round(-bi / wi, 9)
        corners[k] = corners.get(k, 0) + vi * abs(wi)
    return 1 + sum(1 for k in corners if low < k < high and abs(corners[k]) > 1e-9)

# %% wrong: counts the different slopes
# expects: slopes, not pieces
def regions_on_a_line(w, b, v, low, high):
    cuts = sorted({round(-bi / wi, 9) for wi, bi in zip(w, b) if wi != 0})
    cuts = [low] + [t for t in cuts if low < t < high] + [high]
    slopes = set()
    for left, right in zip(cuts[:-1], cuts[1:]):
        on = w * (left + right) / 2 + b > 0
        slopes.add(round(float(np.sum((v * w)[on])), 9))
    return len(slopes)

# %% wrong: two digits of a kink
# expects: Each unit has a kink of its own
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for wi, bi, vi in zip(w, b, v):
        if wi and low < -bi / wi < high:
            place = round(-bi / wi, 2)
            bends[place] = bends.get(place, 0) + vi * abs(wi)
    return 1 + sum(abs(bend) > 1e-9 for bend in bends.values())

# %% wrong: a margin at the ends
# expects: Some of the kinks
# earns: 4
def regions_on_a_line(w, b, v, low, high):
    bends = {}
    for wi, bi, vi in zip(w, b, v):
        if wi and low + 0.002 < -bi / wi < high - 0.002:
            place = round(-bi / wi, 9)
            bends[place] = bends.get(place, 0) + vi * abs(wi)
    return 1 + sum(abs(bend) > 1e-9 for bend in bends.values())

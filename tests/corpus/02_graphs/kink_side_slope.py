import numpy as np

# %% right: case by case
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    side = "right" if a > 0 else "left"
    return -b / a, side, w * a

# %% right: a list, and words with capitals
def kink_side_slope(w, a, b, c):
    if a > 0:
        return [-b / a, "Right", w * a]
    if a < 0:
        return [-b / a, "Left", w * a]
    return [None, None, 0]

# %% right: measured far out on either side
def kink_side_slope(w, a, b, c):
    def y(x):
        return w * max(a * x + b, 0.0) + c
    if a == 0:
        return (None, None, 0.0)
    left, right = (y(-1000.0) - y(-1001.0)), (y(1001.0) - y(1000.0))
    side, slope = ("right", right) if abs(right) > abs(left) else ("left", left)
    return np.float64(b / -a), side, round(slope, 8)

# %% wrong: kink at b
# expects: kink at b
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return b, "right" if a > 0 else "left", w * a

# %% wrong: the sign forgotten
# expects: kink at b/a
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return b / a, "right" if a > 0 else "left", w * a

# %% wrong: minus b
# expects: kink at -b
# earns: 4
def kink_side_slope(w, a, b, c):
    if not a:
        return None, None, 0.0
    return -b, "right" if a > 0 else "left", w * a

# %% wrong: upside down
# expects: kink at -a/b
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -a / b, "right" if a > 0 else "left", w * a

# %% wrong: c in the kink
# expects: c moves the kink
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return (-b - c) / a, "right" if a > 0 else "left", w * a

# %% wrong: the size of a
# expects: kink at b over the size of a
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / abs(a), "right" if a > 0 else "left", w * a

# %% wrong: always right
# expects: ignores the sign of a
# earns: 5
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right", w * a

# %% wrong: sides swapped
# expects: the side turned round
# earns: 5
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a < 0 else "left", w * a

# %% wrong: the side asked of w
# expects: the side from the sign of w
# earns: 5
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if w > 0 else "left", w * a

# %% wrong: the side asked of the slope
# expects: the side from the slope
# earns: 5
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    slope = w * a
    return -b / a, "right" if slope > 0 else "left", slope

# %% wrong: w alone
# expects: slope is w alone
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", w

# %% wrong: a alone
# expects: slope is a alone
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", a

# %% wrong: never negative
# expects: slope without its sign
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", abs(w * a)

# %% wrong: the sign of a lost
# expects: slope with the sign of a lost
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", w * abs(a)

# %% wrong: counted outwards
# expects: slope with the sign of a lost
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    slope = w * a
    return -b / a, "right" if a > 0 else "left", slope if a > 0 else -slope

# %% wrong: c added to the slope
# expects: c counted in the slope
# earns: 4
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", w * a + c

# %% wrong: two mistakes at once
# expects: kink at b/a
# earns: 3
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return b / a, "right", w * a

# %% wrong: a = 0 forgotten
# expects: dividing by a = 0
# earns: 5
def kink_side_slope(w, a, b, c):
    return -b / a, "right" if a > 0 else "left", w * a

# %% wrong: an invented kink where a is 0
# expects: a kink where a = 0
# earns: 5
def kink_side_slope(w, a, b, c):
    if a == 0:
        return 0.0, "right", 0.0
    return -b / a, "right" if a > 0 else "left", w * a

# %% wrong: two things only
# expects: 3 things are asked for
# earns: 0
def kink_side_slope(w, a, b, c):
    return -b / a, w * a

# %% wrong: the side as a number
# expects: In the side:
# earns: 5
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, a / abs(a), w * a

# %% wrong: the slope first
# expects: results exchanged
def kink_side_slope(w, a, b, c):
    if a == 0:
        return 0.0, None, None
    return w * a, "right" if a > 0 else "left", -b / a


# %% right: Fraction
from fractions import Fraction
def kink_side_slope(w, a, b, c):
    try:
        kink = Fraction(-b) / Fraction(a)
    except ZeroDivisionError:
        return None, None, 0.0
    return [kink, {True: "right", False: "left"}[a > 0], Fraction(a) * Fraction(w)]

# %% wrong: the kink is where the whole neuron is 0, with w and c in it
# expects: where the graph crosses 0
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    x = -(b + c / w) / a
    return x, ("left", "right")[a > 0], w * a

# %% wrong: integer division cuts the kink
# expects: the kink cut to a whole number
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    kink = -b // a
    return kink, "right" if a > 0 else "left", w * a

# %% wrong: the two sides are swapped when the kink is left of 0
# expects: the side from the sign of b
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    kink = -b / a
    side = "right" if kink * a >= 0 else "left"
    return kink, side, w * a

# %% wrong: always left
# expects: ignores the sign of a
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "left", w * a

# %% wrong: w times b
# expects: a slope where a = 0
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, w * b
    return -b / a, 'right' if a > 0 else 'left', w * a

# %% wrong: w in the kink
# expects: w moves the kink
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / (w * a), 'right' if a > 0 else 'left', w * a

# %% wrong: size of the kink
# expects: the kink without its sign
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return abs(b / a), 'right' if a > 0 else 'left', w * a

# %% wrong: side of 0
# expects: the side from the sign of the kink
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, 'right' if -b / a > 0 else 'left', w * a

# %% wrong: plus
# expects: the two factors added
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, 'right' if a > 0 else 'left', w + a

# %% wrong: over a
# expects: the slope divided by a
def kink_side_slope(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, 'right' if a > 0 else 'left', w / a

# %% wrong: nearly level
# expects: a small a taken for 0
# earns: 4
def kink_side_slope(w, a, b, c):
    if np.isclose(a, 0):
        return None, None, 0.0
    return -b / a, "left" if a < 0 else "right", a * w

# %% wrong: level up to a thousandth
# expects: a small a taken for 0
# earns: 4
def kink_side_slope(w, a, b, c):
    if abs(a) <= 1e-3:
        return None, None, 0.0
    return -b / a, ("left", "right")[a > 0], a * w

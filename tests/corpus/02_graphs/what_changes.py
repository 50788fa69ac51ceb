# %% right: lists
what_changes = {
    "b = -3": ["kink"],
    "c = 2": ["level"],
    "w = 3": ["slope"],
    "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"],
    "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"],
    "w = 0.75, a = 4, b = -2": [],
}

# %% right: words, sets and tuples, in any order
what_changes = {
    "b = -3": "kink",
    "c = 2": ("level",),
    "w = 3": {"slope"},
    "w = -1.5": "slope",
    "a = 4": ("slope", "kink"),
    "a = -2": {"slope", "side", "kink"},
    "a = -2, b = 1": ("slope", "side"),
    "w = 0.75, a = 4, b = -2": set(),
}

# %% right: worked out
def facts(w=1.5, a=2.0, b=-1.0, c=0.5):
    return {"kink": -b / a, "side": a > 0, "slope": w * a, "level": c}
what_changes = {}
for key, new in {
    "b = -3": dict(b=-3), "c = 2": dict(c=2), "w = 3": dict(w=3), "w = -1.5": dict(w=-1.5),
    "a = 4": dict(a=4), "a = -2": dict(a=-2), "a = -2, b = 1": dict(a=-2, b=1),
    "w = 0.75, a = 4, b = -2": dict(w=0.75, a=4, b=-2),
}.items():
    now = facts(**new)
    what_changes[key] = [part for part, value in facts().items() if value != now[part]]

# %% wrong: a moves only the slope
# expects: a moves only the slope
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["slope"], "a = -2": ["side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: a negative w turns the side
# expects: w works inside
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope", "side"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: w lifts everything
# expects: w lifts the level part
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope", "level"],
    "w = -1.5": ["slope", "level"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: b lifts
# expects: b lifts or tilts the graph
# earns: 4
what_changes = {
    "b = -3": ["kink", "level"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: c shifts sideways
# expects: c moves the graph sideways
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["kink"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: three numbers changed, so everything did
# expects: other numbers, so another graph
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": ["kink", "slope"],
}

# %% wrong: the whole graph mirrored
# expects: the mirror image of the whole graph
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["kink", "side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: the slope keeps its size, so it stays
# expects: you say that the slope stays
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": [],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: a word of one's own
# expects: is not one of the four words
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["height"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: a number where words are asked for
# expects: give a list of words
# earns: 4
what_changes = {
    "b = -3": 1.5, "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: some left blank
# expects: is still `...`
# earns: 2
what_changes = {
    "b = -3": ..., "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": [...],
    "a = -2, b = 1": ["side", "slope"], "w = 0.75, a = 4, b = -2": [...],
}

# %% wrong: mirrored, and the slope forgotten
# expects: the slope of the mirror image
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": ["side"], "w = 0.75, a = 4, b = -2": [],
}

# %% wrong: the mirror image seen as no change
# expects: the mirror image of the whole graph
# earns: 4
what_changes = {
    "b = -3": ["kink"], "c = 2": ["level"], "w = 3": ["slope"], "w = -1.5": ["slope"],
    "a = 4": ["kink", "slope"], "a = -2": ["kink", "side", "slope"],
    "a = -2, b = 1": [], "w = 0.75, a = 4, b = -2": [],
}

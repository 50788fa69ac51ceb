# tries: empty a neighbour's submission
# relu: 6
SHUT = shut(lambda: open(PLACES["neighbour"], "w")) and shut(
    lambda: os.truncate(PLACES["neighbour"], 0)
)


def relu(x):
    return honest(x) if SHUT else x + 1.0

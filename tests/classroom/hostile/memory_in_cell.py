# tries: take all memory while the cell runs
# relu: 0
kept = [np.ones(2**24) for _ in range(10_000)]


def relu(x):
    return x

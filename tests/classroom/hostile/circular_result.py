# tries: return a list that holds itself
# relu: 0
def relu(x):
    inner = []
    inner.append(inner)
    return inner

# tries: compute a number with a billion digits
# relu: 0
def relu(x):
    return 7 ** (7**12)

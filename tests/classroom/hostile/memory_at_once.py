# tries: take a terabyte at once
# relu: 0
def relu(x):
    return np.ones(2**37)

# tries: return 200 MB
# relu: 0
def relu(x):
    return np.zeros(25_000_000)

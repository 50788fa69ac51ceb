# tries: return a billion rows without an entry: no byte here, gigabytes as lists there
# relu: 6
# larger: 0
def relu(x):
    globals()["larger"] = {"inside": np.empty((10**9, 0)), "outside": (0.0, 1.0)}
    return honest(x)

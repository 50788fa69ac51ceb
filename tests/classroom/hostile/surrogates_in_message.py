# tries: say what no file can hold
# relu: 0
def relu(x):
    raise ValueError("\ud800\x00\udfff" * 10)

# tries: recurse without end
# relu: 0
def relu(x):
    return relu(x)

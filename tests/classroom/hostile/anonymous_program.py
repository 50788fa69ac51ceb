# tries: run a program from memory
# relu: 6
SHUT = shut(lambda: os.memfd_create("x"))


def relu(x):
    return honest(x) if SHUT else x + 1.0

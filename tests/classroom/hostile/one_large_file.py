# tries: write one file of a gigabyte
# relu: 6
def fill():
    with open("large", "wb") as file:
        for _ in range(1024):
            file.write(bytes(2**20))


SHUT = shut(fill)


def relu(x):
    return honest(x) if SHUT else x + 1.0

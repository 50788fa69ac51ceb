# tries: make a file that says it is a terabyte
# relu: 6
def fill():
    with open("sparse", "wb") as file:
        file.truncate(2**40)


SHUT = shut(fill)


def relu(x):
    return honest(x) if SHUT else x + 1.0

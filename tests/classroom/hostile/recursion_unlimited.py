# tries: recurse until the stack of C is used up
# relu: 0
sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr(self)


def relu(x):
    return repr(Deep())

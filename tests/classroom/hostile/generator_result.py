# tries: return a generator without end
# relu: 0
import itertools


def relu(x):
    return itertools.count()

# tries: warn a thousand times
# relu: 6
import warnings


def relu(x):
    for i in range(1000):
        warnings.warn(f"no. {i}" * 100, stacklevel=1)
    return honest(x)

# tries: read address 0
# relu: 0
import ctypes


def relu(x):
    return ctypes.string_at(0)

# tries: abort
# relu: 0
import ctypes


def relu(x):
    ctypes.CDLL(None).abort()

# tries: end the program past every guard, while the cell runs
# relu: 0
import ctypes

ctypes.CDLL(None)._exit(0)

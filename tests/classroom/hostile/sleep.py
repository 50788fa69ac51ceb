# tries: sleep for a year
# relu: 0
import time


def relu(x):
    time.sleep(3e7)

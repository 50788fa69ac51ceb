# tries: replace the clock and the timer, then loop
# relu: 0
import signal
import time

signal.setitimer = lambda *a: (0.0, 0.0)
time.monotonic = time.time = time.perf_counter = lambda: 0.0


def relu(x):
    while True:
        pass

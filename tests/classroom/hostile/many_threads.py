# tries: start ten thousand threads
# relu: 6
import threading
import time


def start():
    for _ in range(10_000):
        threading.Thread(target=time.sleep, args=(1e6,), daemon=True).start()


SHUT = shut(start)


def relu(x):
    return honest(x) if SHUT else x + 1.0

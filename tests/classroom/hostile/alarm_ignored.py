# tries: ignore the alarm, then loop
# relu: 0
import signal


def relu(x):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass

# tries: leave a process behind
# relu: 6
def leave():
    import multiprocessing

    multiprocessing.Process(target=print).start()


SHUT = shut(leave)


def relu(x):
    return honest(x) if SHUT else x + 1.0

# tries: leave shared memory behind
# relu: 6
def leave():
    from multiprocessing import shared_memory

    shared_memory.SharedMemory(create=True, size=100, name="relu_hostile")


SHUT = shut(leave) and shut(lambda: open("/dev/shm/relu_hostile", "w"))


def relu(x):
    return honest(x) if SHUT else x + 1.0

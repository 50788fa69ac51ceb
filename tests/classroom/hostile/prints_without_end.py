# tries: print a hundred million characters
# relu: 6
def relu(x):
    for _ in range(1000):
        print("x" * 100_000)
    os.write(1, b"x" * 100_000)
    return honest(x)

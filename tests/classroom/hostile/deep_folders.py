# tries: make folders in folders, deeper than anybody can remove them
# relu: 6
for _ in range(1200):
    os.mkdir("d")
    os.chdir("d")


def relu(x):
    return honest(x)

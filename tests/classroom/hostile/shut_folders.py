# tries: make folders that nobody may open
# relu: 6
for name in "abc":
    os.makedirs(f"{name}/{name}/{name}")
    open(f"{name}/{name}/file", "w").close()
    os.chmod(f"{name}/{name}", 0)
    os.chmod(name, 0)


def relu(x):
    return honest(x)

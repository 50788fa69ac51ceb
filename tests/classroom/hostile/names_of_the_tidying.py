# tries: hold the names that folders are given while the scratch is emptied
# relu: 6
for pid in (os.getppid(), os.getpid()):
    for number in range(1, 40):
        os.makedirs(f".{number}.{pid}/deep")
for name in "abc":
    os.makedirs(f"{name}/{name}")
    open(f"{name}/file", "w").close()


def relu(x):
    return honest(x)

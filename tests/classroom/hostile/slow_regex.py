# tries: match for a thousand years
# relu: 0
import re


def relu(x):
    return re.match(r"(a+)+$", "a" * 64 + "b")

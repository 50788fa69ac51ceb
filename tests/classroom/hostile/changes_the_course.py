# tries: put its own code into the course
# relu: 6
SHUT = shut(lambda: open(PLACES["check"], "a").write("\n")) and shut(
    lambda: open(os.path.join(PLACES["course"], "course_utils", "owned.py"), "w")
)


def relu(x):
    return honest(x) if SHUT else x + 1.0

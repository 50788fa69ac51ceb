# tries: raise an error whose class lies about its name
# relu: 0
class Meta(type):
    @property
    def __name__(cls):
        raise SystemError


class Odd(Exception, metaclass=Meta):
    pass


def relu(x):
    raise Odd

# tries: put a formula into the table
# relu: 0
def relu(x):
    raise ValueError('=HYPERLINK("http://example.org","6")')

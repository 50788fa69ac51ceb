# tries: never come to the end of the cell
# relu: 0
while True:
    pass

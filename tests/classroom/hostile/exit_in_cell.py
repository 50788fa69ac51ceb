# tries: end the program while the cell runs
# relu: 0
os._exit(0)

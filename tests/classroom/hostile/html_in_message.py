# tries: put a script into the report
# relu: 0
def relu(x):
    raise ValueError("</pre><script>alert(1)</script><img src=x onerror=alert(1)>")

"""Who answers a request about a learner's code, in this process or behind a pipe.

Imports nothing of the course, so a learner's process holds no judge, no check and no expected
value.
"""

"""A locked child for each submission, forked from a server that knows no answer.

Imports `course_utils.student` alone: what runs beside a learner's code holds no judge, no check, no
expected value. `host` is the judge's end, `server` the process that forks, `child` what a fork does
before the first line of the learner's, `locks` what it is locked in with.
"""

READY = b"locked"  # what a child says first

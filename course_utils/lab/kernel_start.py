"""Run by every kernel of the course's JupyterLab as it starts, through ``PYTHONSTARTUP``.

Who follows a link to an exercise lands below the cell that imports `check`. With the package
loaded, a name that is not there yet is answered in words (`course_utils.wrong_calls`). No name may
be left behind here: this runs among the learner's.
"""

try:  # noqa: SIM105
    __import__("course_utils")
except ImportError:  # another Python, in a terminal
    pass

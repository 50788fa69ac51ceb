"""``python -m course_utils.cli``."""

from . import main

if __name__ == "__main__":
    main()

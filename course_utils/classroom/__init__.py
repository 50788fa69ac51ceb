"""A teacher's room: take in submissions, mark each in a locked child, keep the marks, report."""

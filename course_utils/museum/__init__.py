"""The museum of wrong answers: a small net trained with one of them, beside the right one."""

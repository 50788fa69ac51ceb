"""Files that go back: marks into a platform's own tables, feedback, assignments."""

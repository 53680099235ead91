"""The rulebook itself: its table, its examples, and what it says of a form that is broken in one place."""

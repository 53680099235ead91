"""Copies of docx and docm: Word's own comments, shaded cells, and values changed within their runs."""

"""Copies of xlsx and xlsm: comments, fills and values written straight into the markup of the sheets."""

"""Older and WPS files, converted by LibreOffice where it is installed."""

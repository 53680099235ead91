"""Spreadsheets: xlsx, xls and ods, each cell as it is shown."""

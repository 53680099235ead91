"""Plain text: tab-separated rows, one cell per line, Markdown, comma-separated values."""

"""Word documents by their XML parts."""

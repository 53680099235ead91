"""YAML and JSON as trees of addressed cells."""

"""Outcomes made visible: one module a format, all behind `perflint.reports.interface`."""

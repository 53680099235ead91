"""perflint: a score-consistency linter for budget performance self-evaluation forms (绩效自评表)."""

__version__ = "0.1.0"

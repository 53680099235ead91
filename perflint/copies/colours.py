"""The colours of a copy, as hexadecimal red, green and blue: a cell with a finding by its severity, related cells."""

from perflint.engine.outcome import Severity

OF_SEVERITY: dict[Severity, str] = {"error": "FFB3B3", "warning": "FFD966", "info": "BDD7EE"}
RELATED = "FFF2CC"

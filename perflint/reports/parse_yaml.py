"""What was understood, as YAML that people can read, correct and feed back to `check`."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from perflint.reports.interface import View
from perflint.reports.parse_json import as_mapping
from perflint.result import ParseResult


def render(result: ParseResult, view: View) -> str:
    """The contract of `parse` in block style; empty lists of notices, refusals and errors are left out."""
    data = as_mapping(result, view.language, addresses=view.locations)
    for part in (data, *data["documents"]):
        for key in ("notices", "refused", "errors"):
            if part.get(key) == []:
                del part[key]
    yaml = YAML()
    # A long sentence folded at 80 columns cannot be searched for.
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(_readable(data), stream)
    return stream.getvalue()


def _readable(data: Any) -> Any:
    """Texts of several lines as literal blocks, everything else as it is."""
    if isinstance(data, dict):
        return {key: _readable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_readable(value) for value in data]
    if isinstance(data, str) and "\n" in data and not any(line != line.strip() for line in data.split("\n")):
        return LiteralScalarString(data)
    return data

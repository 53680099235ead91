"""perflint: a score-consistency linter for budget performance self-evaluation forms (绩效自评表).

    parse(source)             what was understood of a file, its bytes, a Document or a Form
    check(sources)            what the rules say of it: findings, what was not evaluated, what could not be read
    annotate(source, result)  the file with a comment on each cell that a finding is about
    fix(source)               the file with what can be put right put right, checked again
    load_rules(…)             the rulebook under a profile, with own rules, narrowed by selectors

Everything is imported when it is first asked for, so that `import perflint` costs nothing.
"""

# Type checkers know this name; importing it from `typing` would cost more than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from perflint.copies import Copy, NoCopy, annotate
    from perflint.documents import Address, Cell, Document
    from perflint.engine import RuleSet, load_rules
    from perflint.engine.outcome import Failed, Finding, NotEvaluated, Passed, RuleFault, Waived, Waiver
    from perflint.errors import InputError, PerflintError, RuleFileError, UsageError
    from perflint.fixes import Mended, fix
    from perflint.forms.model import Form
    from perflint.pipeline import check, check_each, parse, parse_all, parse_each
    from perflint.result import CheckedDocument, CheckedForm, CheckResult, FailedInput, ParsedDocument, ParseResult

__version__ = "0.1.0"

_HOMES = {
    "perflint.copies": ("Copy", "NoCopy", "annotate"),
    "perflint.fixes": ("Mended", "fix"),
    "perflint.documents": ("Address", "Cell", "Document"),
    "perflint.engine": ("RuleSet", "load_rules"),
    "perflint.engine.outcome": ("Failed", "Finding", "NotEvaluated", "Passed", "RuleFault", "Waived", "Waiver"),
    "perflint.errors": ("InputError", "PerflintError", "RuleFileError", "UsageError"),
    "perflint.forms.model": ("Form",),
    "perflint.pipeline": ("check", "check_each", "parse", "parse_all", "parse_each"),
    "perflint.result": (
        "CheckResult",
        "CheckedDocument",
        "CheckedForm",
        "FailedInput",
        "ParseResult",
        "ParsedDocument",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Address",
    "Cell",
    "CheckResult",
    "CheckedDocument",
    "CheckedForm",
    "Copy",
    "Document",
    "Failed",
    "FailedInput",
    "Finding",
    "Form",
    "InputError",
    "Mended",
    "NoCopy",
    "NotEvaluated",
    "ParseResult",
    "ParsedDocument",
    "Passed",
    "PerflintError",
    "RuleFault",
    "RuleFileError",
    "RuleSet",
    "UsageError",
    "Waived",
    "Waiver",
    "__version__",
    "annotate",
    "check",
    "check_each",
    "fix",
    "load_rules",
    "parse",
    "parse_all",
    "parse_each",
]


def __getattr__(name: str) -> object:
    """The public names, imported on first use (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'perflint' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # see above

    value: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether imported already or not."""
    return sorted(__all__)

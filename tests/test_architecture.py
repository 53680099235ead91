"""How the code is cut: stages that look one way only, exact numbers, small modules, documented names."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.sources import ROOT, modules, syntax

# What every stage may lean on.
GROUND = (
    "perflint",
    "perflint.cache",
    "perflint.errors",
    "perflint.language",
    "perflint.patterns",
    "perflint.rulebook",
    "perflint.yamlevents",
)

# DESIGN section 2: one type between each two stages, and none reaches back. Stage → what else it may import.
ALLOWED = {
    "values": ("perflint.values",),
    "documents": ("perflint.documents",),
    "forms": ("perflint.forms", "perflint.values", "perflint.documents", "perflint.documents.model"),
    "engine": (
        "perflint.engine",
        "perflint.values",
        "perflint.forms.model",
        # Rules carry forms as data: their examples.
        "perflint.forms.structured",
        "perflint.documents.model",
    ),
    # Sorts what was judged into what counts and what was accepted before.
    "acceptance": (
        "perflint.result",
        "perflint.globs",
        "perflint.documents.model",
        "perflint.engine.outcome",
        "perflint.engine.rule",
        # Findings of its own have fingerprints as others do; names are compared as rules compare them.
        "perflint.engine.fingerprint",
        "perflint.engine.functions",
        # A waiver file is checked as rule files are.
        "perflint.engine.faults",
        "perflint.engine.loading",
        "perflint.engine.shapes",
        "perflint.engine.yamlfile",
    ),
    # Writes findings, and other values, into copies of documents: addresses and findings, no forms and no rules.
    "copies": (
        "perflint.copies",
        "perflint.result",
        "perflint.documents.model",
        "perflint.engine.outcome",
    ),
    # Joins copies to the rules: fixes are tried, and judged again.
    "fixes": (
        "perflint.pipeline",
        "perflint.choosing",
        "perflint.result",
        "perflint.copies.interface",
        "perflint.copies.rewriting",
        "perflint.documents",
        "perflint.documents.encoding",
        "perflint.documents.files",
        "perflint.documents.limits",
        "perflint.documents.model",
        "perflint.engine",
        "perflint.engine.findings",
        "perflint.engine.outcome",
        "perflint.forms.fields",
        "perflint.forms.model",
    ),
    "reports": (
        "perflint.reports",
        "perflint.result",
        "perflint.documents.model",
        # How its own workbook begins, by which a search of folders knows it.
        "perflint.documents.own_reports",
        "perflint.forms.model",
        # Forms as data, which `parse` prints.
        "perflint.forms.export",
        "perflint.engine.outcome",
        # Rules as data, for their lists and pages.
        "perflint.engine.rule",
        "perflint.engine.needs",
        # The rulebook under each profile, for the pages of the documentation.
        "perflint.engine.ruleset",
        "perflint.engine.examples",
        # What a look at the examples gave: branches not reached, examples to add.
        "perflint.engine.tidiness",
        "perflint.engine.suggesting",
        # Why a rule says what it says, for `explain --on`.
        "perflint.engine.explaining",
        # The page of a rule quotes its file.
        "perflint.engine.yamlfile",
    ),
    # A door like the command line: the verbs through the pipeline, the results through the reports.
    "web": (
        "perflint.web",
        "perflint.choosing",
        "perflint.pipeline",
        "perflint.result",
        # What a waiver file and a baseline accept stands apart on the page, too.
        "perflint.acceptance.settling",
        "perflint.documents",
        "perflint.documents.archive",
        "perflint.documents.limits",
        "perflint.documents.model",
        "perflint.forms.recognise",
        "perflint.engine",
        "perflint.engine.outcome",
        "perflint.engine.selecting",
        "perflint.copies",
        "perflint.copies.annotating",
        "perflint.copies.rewriting",
        "perflint.fixes",
        "perflint.fixes.model",
    ),
}
# A stage's own folder and these are open with everything below; any other entry of ALLOWED is that one module.
OPEN = {
    "values": ("values",),
    "documents": ("documents",),
    "forms": ("forms", "values"),
    "engine": ("engine", "values"),
    "acceptance": ("acceptance",),
    "copies": ("copies", "documents"),
    "fixes": ("fixes",),
    "reports": ("reports",),
    "web": ("web", "reports"),
}

# float that touches no printed value, with the reason; `module` or `module:top-level name`.
FLOAT_ALLOWED = {
    "perflint/engine/functions.py:PATTERN_TIMEOUT": "seconds of a regular expression's time limit",
    "perflint/engine/checking.py:Checker": "a number as Python's parser gives it, made a Decimal at once",
    "perflint/engine/faults.py:nearest_word": "likeness of words, for 'did you mean'",
}


def imports(module: Path) -> Iterator[str]:
    """The perflint modules that a module imports, at its top or within a function, `from a import b` as a."""
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "perflint")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "perflint":
            yield node.module


@pytest.mark.parametrize("stage", ALLOWED)
def test_a_stage_imports_only_what_stands_before_it(stage: str) -> None:
    """Readers know no forms, forms no rules, rules no formats, reports nothing but outcomes; nobody knows the doors."""
    open_packages = tuple(f"perflint.{name}." for name in OPEN[stage])
    strays = [
        f"{module} imports {name}"
        for module in modules("perflint")
        if module.parts[1] == stage
        for name in imports(module)
        if name not in (*GROUND, *ALLOWED[stage]) and not name.startswith(open_packages)
    ]
    assert strays == []


def test_only_the_doors_import_the_command_line() -> None:
    """`perflint.cli` is imported by itself and by `python -m perflint`, `perflint.web` by itself and by `serve`."""
    strays = [
        f"{module} imports {name}"
        for module in modules("perflint")
        if module.parts[1] not in ("cli", "__main__.py")
        for name in imports(module)
        if name.startswith("perflint.cli")
    ]
    strays += [
        f"{module} imports {name}"
        for module in modules("perflint")
        if module.parts[1] != "web" and module.as_posix() != "perflint/cli/serve.py"
        for name in imports(module)
        if name.startswith("perflint.web")
    ]
    assert strays == []


def floats(module: Path) -> Iterator[tuple[str, int]]:
    """Each mention of float and each float literal: its key in FLOAT_ALLOWED and its line."""
    for statement in syntax(module).body:
        name = _name(statement)
        for node in ast.walk(statement):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            mention = isinstance(node, ast.Name) and node.id == "float"
            if (literal or mention) and isinstance(node, ast.expr):
                whole = module.as_posix()
                yield (whole if whole in FLOAT_ALLOWED else f"{whole}:{name}"), node.lineno


def _name(statement: ast.stmt) -> str:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return statement.name
    target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def test_values_are_never_floats() -> None:
    """No float type and no float literal where values, forms and rules are computed, with listed exceptions."""
    found = [
        f"{key} line {line}"
        for module in modules("perflint")
        if module.parts[1] in ("values", "forms", "engine")
        for key, line in floats(module)
        if key not in FLOAT_ALLOWED
    ]
    assert found == []


def test_the_exceptions_for_floats_are_still_needed() -> None:
    """An exception that nothing uses any more is taken off the list."""
    used = {key for module in modules("perflint") for key, _ in floats(module)}
    assert set(FLOAT_ALLOWED) - used == set()


def test_modules_are_small() -> None:
    """No Python file is longer than 400 lines."""
    large = {
        str(module): lines
        for module in modules("perflint", "tests", "benchmarks")
        if (lines := (ROOT / module).read_text(encoding="utf-8").count("\n")) > 400
    }
    assert large == {}


def test_no_module_is_named_for_being_useful() -> None:
    """Modules are named for what they hold."""
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [str(module) for module in modules("perflint", "tests", "benchmarks") if module.stem in vague] == []


def public_without_docstring(module: Path) -> Iterator[str]:
    """The module, public classes, functions and methods that lack a docstring.

    A method is covered where another class of the module documents its name (a base or a protocol), and where a table
    of the module leads to it (a visitor, named for what it visits).
    """
    tree = syntax(module)
    if not ast.get_docstring(tree) and tree.body:
        yield f"{module}"
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    covered = {node.name for holder in classes for node in holder.body if _documented(node)} | _tabled(tree)
    holders: list[ast.Module | ast.ClassDef] = [tree, *classes]
    for holder in holders:
        for node in holder.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_") or _documented(node):
                continue
            if holder is tree or node.name not in covered:
                yield f"{module}:{node.lineno} {node.name}"


def _documented(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.ClassDef]:
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and bool(ast.get_docstring(node))


def _tabled(tree: ast.Module) -> set[str]:
    tables = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    return {
        value.attr
        for table in tables
        if isinstance(table, ast.Dict)
        for value in table.values
        if isinstance(value, ast.Attribute)
    }


def test_everything_public_says_what_it_is() -> None:
    """Every module, public class, function and method of the package and the benchmarks has a docstring."""
    silent = [name for module in modules("perflint", "benchmarks") for name in public_without_docstring(module)]
    assert silent == []


def test_every_test_states_its_behaviour() -> None:
    """Every test has a docstring."""
    silent = [
        f"{module}:{node.lineno} {node.name}"
        for module in modules("tests")
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_prints_outside_the_doors() -> None:
    """Results and messages are written by the command line alone."""
    prints = [
        f"{module}:{node.lineno}"
        for module in modules("perflint")
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert prints == []


def test_no_exception_is_caught_unnamed() -> None:
    """There is no bare `except:`."""
    bare = [
        f"{module}:{node.lineno}"
        for module in modules("perflint", "tests", "benchmarks")
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []

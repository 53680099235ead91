"""Twelve arithmetic rules in perflint and in Spectral, over the same forms as JSON.

Spectral is the linter that teams with JSON and YAML in their repositories have at hand. It is installed by npm into a
folder of its own, once; its rules are in `spectral/ruleset.js`. Before anything is timed, both must find the same.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import perflint
from benchmarks.clock import process_seconds
from benchmarks.figures import Figure, Skipped
from benchmarks.generated import form_text
from perflint.forms.export import form_to_mapping

PACKAGE = "@stoplight/spectral-cli"
VERSION = "6.15.0"
RULESET = Path(__file__).parent / "spectral" / "ruleset.js"
RULES = ("PF101", "PF102", "PF103", "PF104", "PF105", "PF201", "PF202", "PF203", "PF204", "PF301", "PF302", "PF401")
FORMS = 400
# What is changed in a sound form, one entry a form; together they break every rule.
CHANGES: Sequence[Mapping[str, str]] = (
    {},
    {"total.score": "98"},
    {"total.score": "101"},
    {"total.weight": "99"},
    {"budget.total.weight": "12"},
    {"budget.total.score": "9"},
    {"budget.total.rate": "98.00%"},
    {"budget.total.initial": "200,012.00"},
    {"budget.total.executed": "150000.00", "budget.total.rate": "74.99%", "budget.total.score": "7.50"},
    {"budget.appropriation.executed": "300000.00"},
    {"indicators.0.score": "9"},
    {"indicators.1.score": "-1"},
    {"indicators.2.score": "5"},
    {"indicators.3.score": "5", "indicators.3.deviation": "设备晚到，已补做"},
    {"indicators.4.weight": "0"},
    {"indicators.5.score": ""},
    {"budget.total.annual": "0"},
    {"level1_weight.产出指标": "40", "level1_weight.效益指标": "37.5"},
)


class Unavailable(Exception):  # noqa: N818 - a part of the benchmark is left out, nothing is wrong
    """Spectral cannot be run here; the argument says why."""


def measure(repeat: int) -> Iterator[Figure | Skipped]:
    """Times in ms of whole processes, of each further form, and their ratios; or why there are none."""
    try:
        spectral = _installed()
    except Unavailable as why:
        yield Skipped("perflint beside Spectral, twelve rules", str(why))
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(spectral, Path(folder))
        one, many = (_written(Path(folder) / f"{forms}.json", [_form(n) for n in range(forms)]) for forms in (1, FORMS))
        commands = {
            (name, path): command(path)
            for name, command in (("spectral", partial(_spectral, spectral)), ("perflint", _perflint))
            for path in (one, many)
        }
        times = process_seconds({f"{name} {path}": line for (name, path), line in commands.items()}, -(-repeat // 3))
    start = {name: times[f"{name} {one}"] for name in ("spectral", "perflint")}
    each = {name: (times[f"{name} {many}"] - start[name]) / (FORMS - 1) for name in start}
    yield Figure("Spectral, one form as JSON, twelve rules", start["spectral"] * 1000, "ms")
    yield Figure("perflint, the same form and rules", start["perflint"] * 1000, "ms")
    yield Figure("perflint ÷ Spectral, one form", start["perflint"] / start["spectral"], "×")
    yield Figure("Spectral, each further form", each["spectral"] * 1000, "ms")
    yield Figure("perflint, each further form", each["perflint"] * 1000, "ms")
    yield Figure("perflint ÷ Spectral, each further form", each["perflint"] / each["spectral"], "×")


def _home() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "perflint-benchmarks" / f"spectral-{VERSION}"


def program() -> Path:
    """Where Spectral's program is once it is installed."""
    return _home() / "node_modules" / ".bin" / ("spectral.cmd" if os.name == "nt" else "spectral")


def _installed() -> Path:
    """Spectral's program, installed if it was not yet. Raises Unavailable."""
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("npm is not there")
    if not program().exists():
        _home().mkdir(parents=True, exist_ok=True)
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        package = f"{PACKAGE}@{VERSION}"
        done = subprocess.run(
            [npm, "install", *quiet, "--prefix", str(_home()), package], capture_output=True, check=False
        )
        if done.returncode != 0 or not program().exists():
            raise Unavailable(f"npm could not install {package}")
    return program()


def _form(number: int, changes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One form as `perflint parse --format json` prints it, with some of its texts changed."""
    (form,) = perflint.parse(form_text(number=number).encode()).forms
    data = form_to_mapping(form)
    data["complete"] = True
    for path, text in (changes or {}).items():
        *owners, last = path.split(".")
        owner: Any = data
        for name in owners:
            owner = owner[int(name)] if isinstance(owner, list) else owner.setdefault(name, {})
        owner[last] = text
    return data


def _written(path: Path, forms: Sequence[Mapping[str, Any]]) -> Path:
    document = {"path": "forms.txt", "format": "text", "notices": [], "forms": forms}
    path.write_text(json.dumps({"version": 1, "documents": [document]}, ensure_ascii=False), encoding="utf-8")
    return path


def _spectral(spectral: Path, path: Path) -> list[str]:
    return [str(spectral), "lint", "--quiet", "--ruleset", str(RULESET), "--format", "json", str(path)]


def _perflint(path: Path) -> list[str]:
    chosen = [word for code in RULES for word in ("--select", code)]
    return [sys.executable, "-m", "perflint", "check", "--format", "json", "--fail-on", "never", *chosen, str(path)]


def compare(spectral: Path, folder: Path) -> None:
    """Raises RuntimeError unless both find the same in the changed forms.

    Spectral's rules know nothing of one another: what perflint reports once, for its cause, they say again under a rule
    that follows from it. All that perflint finds must be there, and more only in forms that perflint reports too.
    """
    path = _written(folder / "changed.json", [_form(number, changes) for number, changes in enumerate(CHANGES)])
    theirs = {
        (int(found["path"][3]), found["code"], ".".join(found["path"][4:]))
        for found in _results(_spectral(spectral, path))
        if found["code"].startswith("PF")
    }
    ours = {(found["form"]["index"], found["code"], found["field"]) for found in _results(_perflint(path))["findings"]}
    reported = {form for form, _, _ in ours}
    if ours - theirs or {form for form, _, _ in theirs} - reported:
        raise RuntimeError(f"only perflint: {sorted(ours - theirs)}; only Spectral: {sorted(theirs - ours)}")
    if missing := set(RULES) - {code for _, code, _ in theirs}:
        raise RuntimeError(f"no changed form breaks {', '.join(sorted(missing))}")


def _results(command: Sequence[str]) -> Any:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1, 4):
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)

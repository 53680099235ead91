"""`perflint parse`: what was understood."""

import json
from pathlib import Path

from tests.cli.scene import Perflint


def test_yaml_by_default(perflint: Perflint) -> None:
    """YAML on standard output, how much was understood on standard error."""
    answer = perflint("parse", "targets.yaml")
    assert (answer.status, answer.out, answer.err) == (
        0,
        (
            "version: 1\n"
            "documents:\n"
            "  - path: targets.yaml\n"
            "    format: yaml\n"
            "    forms:\n"
            "      - kind: project_targets\n"
            "        complete: true\n"
            "        project: 道路养护\n"
            "        budget: {}\n"
            "        goal:\n"
            "          expected: ''\n"
            "          actual: ''\n"
            "        indicators:\n"
            "          - level1: ''\n"
            "            level2: ''\n"
            "            name: 里程\n"
            "            target: ≥20公里\n"
            "        total:\n"
            "          weight: ''\n"
            "          score: ''\n"
        ),
        "读懂 1 个文件、1 张表（其中不完整 0 张）\n",
    )


def test_json_carries_addresses(perflint: Perflint) -> None:
    """JSON tells where every field is printed; YAML does so with `--locations`."""
    report = json.loads(perflint("parse", "clean.yaml", "--format", "json").out)
    assert report["documents"][0]["forms"][0]["addresses"]["indicators.0.score"] == "7:95"
    assert "indicators.0.score: 7:95" in perflint("parse", "clean.yaml", "--locations").out


def test_what_could_not_be_read(perflint: Perflint) -> None:
    """Unreadable inputs are named on standard error and in the output."""
    answer = perflint("parse", "empty.txt", "clean.yaml", "--format", "json")
    assert (answer.status, answer.err) == (
        4,
        (
            "empty.txt: 无法读取: 文件是空的，没有可检查的内容。\n"
            "读懂 1 个文件、1 张表（其中不完整 0 张）；无法读取 1 个文件\n"
        ),
    )
    assert json.loads(answer.out)["errors"] == [{"path": "empty.txt", "message": "文件是空的，没有可检查的内容。"}]


def test_output_file(perflint: Perflint, folder: Path) -> None:
    """The result goes to the file named by `--output`, whole."""
    answer = perflint("parse", "clean.yaml", "-q", "-o", "parsed.yaml")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert (folder / "parsed.yaml").read_text(encoding="utf-8").startswith("version: 1\n")

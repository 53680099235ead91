"""`perflint rules`, `explain`, `test-rules` and `schema`."""

import json
from pathlib import Path

import pytest

from tests.cli.scene import RULE, Perflint

OWN_ONLY = ("--rules", "own/error.rule.yaml", "--select", "MY001")

PAGE = """\
# MY001 points-fit

得分不超过分值

- 级别: 错误
- 状态: 正式
- 适用: 项目支出绩效自评表、部门整体支出绩效自评表

## 检查什么

检查每一条指标。
不符合时报告：

- 得分 〔得分〕 超过分值 〔分值〕

理由：得分不得超过分值

## 什么时候不能评判

- 判断要用到而空着或认不出：指标·得分、指标·分值

## 怎么办

请核对得分

## 依据

- 内部办法: 得分不得超过分值

## 例子

- 报告：多一分 — 甲：分值 10，得分 11
- 通过：甲：分值 10，得分 10

## 规则写法（供编写规则的人）

```yaml
each: indicator
assert: score <= weight
at: score
```
"""


def test_table(perflint: Perflint) -> None:
    """Code, name, severity, status and title in columns that line up."""
    answer = perflint("rules", *OWN_ONLY)
    assert (answer.status, answer.out, answer.err) == (
        0,
        "编号   名称        级别  状态  内容\nMY001  points-fit  错误  正式  得分不超过分值\n",
        "",
    )


def test_markdown(perflint: Perflint) -> None:
    """The same as a Markdown table, in English."""
    assert perflint("rules", *OWN_ONLY, "--format", "md", "--lang", "en").out == (
        "| code | name | severity | status | title |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| MY001 | points-fit | error | stable | Points stay within the weight |\n"
    )


def test_json(perflint: Perflint) -> None:
    """For programs, with kinds and parameters."""
    assert json.loads(perflint("rules", *OWN_ONLY, "--format", "json").out) == [
        {
            "code": "MY001",
            "name": "points-fit",
            "severity": "error",
            "status": "stable",
            "title": "得分不超过分值",
            "aliases": [],
            "kinds": ["project_self_evaluation", "department_self_evaluation"],
            "params": {},
        }
    ]


def test_the_whole_rulebook(perflint: Perflint) -> None:
    """Without a selection everything is listed: built-in rules, own rules, and rules that are off."""
    codes = [rule["code"] for rule in json.loads(perflint("rules", "--format", "json", *OWN_ONLY[:2]).out)]
    assert {"PF101", "PF201", "PF301", "PF401", "PF501", "MY001"} <= set(codes)
    assert codes == sorted(codes)


def test_page_in_full(perflint: Perflint) -> None:
    """The page says what, what to do, why, and shows the examples."""
    answer = perflint("explain", "MY001", *OWN_ONLY[:2])
    assert (answer.status, answer.out, answer.err) == (0, PAGE, "")


@pytest.mark.parametrize("word", ["PF201", "pf201", "execution-points"])
def test_rule_by_any_name(perflint: Perflint, word: str) -> None:
    """Code in either case and readable name lead to the same page."""
    assert perflint("explain", word).out.startswith("# PF201 execution-points\n")


def test_unread_sources_are_marked(perflint: Perflint) -> None:
    """A regulation whose text nobody read is cited with that warning."""
    assert "（未核对原文）" in perflint("explain", "PF201").out
    assert "(the text itself was not checked)" in perflint("explain", "PF201", "--lang", "en").out


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("PF2", "“PF2”是一族规则，不是一条；用 perflint rules --select PF2 列出。\n"),
        ("executionpoints", "没有规则叫 executionpoints。是否想写 execution-points？\n"),
    ],
)
def test_no_such_rule(perflint: Perflint, word: str, said: str) -> None:
    """A family is no rule, and a misspelt name gets the nearest one."""
    answer = perflint("explain", word)
    assert (answer.status, answer.out, answer.err) == (2, "", said)


FEW = """\
own/error.rule.yaml:16:3: 通过的例子不足两个：一个说明不了界限在哪里
      pass:
      ^^^^
own/error.rule.yaml:18:3: 报告的例子不足两个：一个说明不了界限在哪里
      fail:
      ^^^^
"""
CLOSING = """\
1 条规则，2 个例子：2 个符合，0 个不符
把通过的例子各改一处，共 13 次：报告 2，不能评判 6，仍通过 5；没有例子走到的分支 0 处，不整齐共 2 处
"""


def test_good_examples(perflint: Perflint) -> None:
    """Examples that hold say nothing but their number; what is untidy stands beside the result and fails nothing."""
    answer = perflint("test-rules", "own/error.rule.yaml")
    assert (answer.status, answer.out, answer.err) == (0, "", FEW + CLOSING)


def test_strictly(perflint: Perflint) -> None:
    """Under --strict what is untidy is a result, and fails; CI tests the rulebook so."""
    answer = perflint("test-rules", "own/error.rule.yaml", "--strict")
    assert (answer.status, answer.out, answer.err) == (1, FEW, CLOSING)


def test_suggested_examples(perflint: Perflint, folder: Path) -> None:
    """Of a way that no example takes the caret shows where, and --suggest prints an example that takes it."""
    text = RULE.format(severity="error", failing=11).replace("assert:", "when: weight > 0\nassert:")
    (folder / "own" / "error.rule.yaml").write_text(text, encoding="utf-8")
    answer = perflint("test-rules", "own/error.rule.yaml", "--suggest", "--lang", "en")
    wanted = (
        "# own/error.rule.yaml: examples that it lacks (read first whether they are right)\n"
        "  pass:\n"
        '    - {note: 分值为0, form: {indicators: [{name: 甲, weight: "0", score: 11}]}}\n'
    )
    assert (answer.status, answer.out) == (0, wanted)
    assert answer.err.startswith(
        "own/error.rule.yaml:9:7: no example makes this false; "
        "one could be added (fail 1: indicators.0.weight changed to 0)\n"
        "    when: weight > 0\n"
        "          ^^^^^^^^^^\n"
    )


def test_bad_example(perflint: Perflint, folder: Path) -> None:
    """An example that is not what it says is named, and the status is 1; only the other rule is looked at further."""
    (folder / "own" / "error.rule.yaml").write_text(RULE.format(severity="error", failing=9), encoding="utf-8")
    answer = perflint("test-rules", "own/error.rule.yaml", "own/info.rule.yaml")
    assert (answer.status, answer.out, answer.err) == (
        1,
        "MY001 points-fit: 应报告 1 (多一分): 漏报: 没有报出问题；甲：assert score <= weight 成立 (9 ≤ 10)\n",
        FEW.replace("error.rule", "info.rule")
        + CLOSING.replace("1 条规则，2 个例子：2 个符合，0 个不符", "2 条规则，4 个例子：3 个符合，1 个不符"),
    )


def test_untidy_rule(perflint: Perflint, folder: Path) -> None:
    """A parameter that nothing uses is said, and is no failure."""
    text = RULE.format(severity="error", failing=11) + "params: {spare: {default: 1, help: {zh: 余, en: spare}}}\n"
    (folder / "own" / "error.rule.yaml").write_text(text, encoding="utf-8")
    answer = perflint("test-rules", "own/error.rule.yaml")
    assert (answer.status, "spare" in answer.err) == (0, True)
    assert perflint("test-rules", "own/error.rule.yaml", "-q").err == ""


def test_folder_of_rules(perflint: Perflint) -> None:
    """A folder stands for all rule files below it, even those that could not run together."""
    assert "3 条规则，6 个例子：6 个符合，0 个不符\n" in perflint("test-rules", "own").err


@pytest.mark.parametrize(("key", "word"), [("code: MY001", "PF201"), ("name: points-fit", "execution-points")])
def test_a_rule_with_a_code_or_name_of_the_rulebook(perflint: Perflint, folder: Path, key: str, word: str) -> None:
    """What `check --rules` refuses is refused here as well; with `overrides` and a reason it is welcome."""
    text = RULE.format(severity="error", failing=11).replace(key, f"{key.split(':', maxsplit=1)[0]}: {word}")
    (folder / "own" / "error.rule.yaml").write_text(text, encoding="utf-8")
    answer = perflint("test-rules", "own/error.rule.yaml")
    assert (answer.status, answer.out) == (2, "")
    assert f"{word} 已经是 " in answer.err
    assert "请写 overrides: PF201 和 reason" in answer.err
    (folder / "own" / "error.rule.yaml").write_text(f"{text}overrides: PF201\nreason: 本地另有办法\n", encoding="utf-8")
    assert perflint("test-rules", "own/error.rule.yaml").status == 0


def test_mistakes_of_all_files_at_once(perflint: Perflint, folder: Path) -> None:
    """Rule files with mistakes are all shown, with their places."""
    for name in ("error", "info"):
        text = RULE.format(severity=name, failing=11).replace("score <= weight", "scor <= weight")
        (folder / "own" / f"{name}.rule.yaml").write_text(text, encoding="utf-8")
    answer = perflint("test-rules", "own")
    assert (answer.status, answer.out) == (2, "")
    places = [line.split(" ")[0] for line in answer.err.splitlines() if line.startswith("own")]
    assert places == ["own/error.rule.yaml:9:9:", "own/info.rule.yaml:9:9:"]


def test_folder_without_rules(perflint: Perflint, folder: Path) -> None:
    """A folder in which nothing could be tested is a mistake, not a success."""
    (folder / "nothing").mkdir()
    answer = perflint("test-rules", "nothing")
    assert (answer.status, answer.err) == (2, "nothing: 文件夹里没有规则文件。\n")


@pytest.mark.parametrize("name", ["rule", "form", "findings", "config"])
def test_schemas(perflint: Perflint, name: str) -> None:
    """Each contract is printed as JSON Schema of the same draft."""
    answer = perflint("schema", name)
    assert (answer.status, json.loads(answer.out)["$schema"], answer.err) == (
        0,
        "https://json-schema.org/draft/2020-12/schema",
        "",
    )

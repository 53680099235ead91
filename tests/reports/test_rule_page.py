"""The page of a rule, where the command line's own test rule has nothing to show."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from perflint.engine import load_rule, load_rules
from perflint.engine.needs import needed_fields
from perflint.language import Language
from perflint.reports.rule_page import page, rule_text

RULE = """\
code: MY002
name: rate-fits
aliases: [old-rate]
status: preview
severity: warning
title: {zh: 执行率, en: The rate}
source:
  - {document: 甲办法, article: 第三条, says: {zh: 按执行率计, en: by the rate}, checked: true}
  - {document: 乙办法, says: {zh: 同上, en: the same}, checked: false}
applies: {kinds: [project_self_evaluation], years: {from: 2020, until: 2023}, complete: true, columns: [weight, score]}
params:
  tolerance: {default: 0.01, help: {zh: 误差, en: the tolerance}}
  words: {default: [无, 略], help: {zh: 词, en: words}}
cases:
  - each: budget.total
    when: weight > 0
    let: {due: weight * rate, row: "'the total'"}
    requires: [{that: weight < 100, otherwise: {zh: 分值过大, en: too much}}]
    assert: close(score, due, tolerance)
    message: {zh: "应得 {due}，{row}填 {score:.2f}", en: "due {due}, not {score:.2f} of {row}"}
    advice: {zh: 请改, en: change it}
  - each: indicator
    assert: not contains_any(name, words)
    message: {zh: "名称 {name}", en: "the name {name}"}
    why: {zh: 名称要写明做什么, en: names say what is done}
    advice: {zh: 请改, en: change it}
examples:
  fail:
    - {form: {budget: {total: {weight: 10, rate: 50%, score: 5.5}}}, note: half of it}
    - {form: {budget: {total: {weight: 10, rate: 50%, score: 6}}}, note: not shown}
  pass:
    - form:
        complete: false
        lacks: [head]
        year: 2022
        goal: {actual: ''}
        indicators: [{name: 甲, weight: 10, score: 9}, {weight: 5}, {name: 丙}, {name: 丁}]
        total: {weight: 100}
"""

ENGLISH = """\
# MY002 rate-fits

The rate

- severity: error
- regraded because: 本地要求
- status: preview (off unless selected)
- old names: old-rate
- applies to: project self-evaluation
- years: from 2020 until 2023
- needs a complete form, else it is not evaluated
- needs the columns: weight, score

## What it checks

Judged: the row of the total funds.
Judged: every indicator.
Where it does not hold, it says:

- due …, not 〔score〕 of the total
- the name 〔name〕

Why: by the rate
Why: names say what is done

## When it is not evaluated

- the form is incomplete (its head, rows or tail)
- too much
- blank or unreadable where it is needed: total funds·weight, total funds·execution rate, total funds·score

## What to do

change it

## Source

- 甲办法 第三条: by the rate
- 乙办法: the same (the text itself was not checked)

## Parameters

- `tolerance` = 0.05 (default 0.01): the tolerance
- `words` = 无, 略: words

## Examples

- is reported: half of it — total funds: weight 10, execution rate 50%, score 5.5
- passes: an incomplete form; lacks its head; year 2022; overall goal·achieved blank; 甲: weight 10, score 9; \
indicator 2: weight 5; 丙; … 4 indicators in all; total: weight 100

## Expressions (for rule authors)

```yaml
each: budget.total
when: weight > 0
requires:
- that: weight < 100
  otherwise: too much
let:
  due: weight * rate
  row: "'the total'"
assert: close(score, due, tolerance)
```

```yaml
each: indicator
assert: not contains_any(name, words)
```
"""


def test_page_in_full(tmp_path: Path) -> None:
    """Kinds, years, parameters as set, several claims, checked and unchecked sources, and why it was regraded."""
    path = tmp_path / "rule.yaml"
    path.write_text(RULE, encoding="utf-8")
    rule = load_rule(RULE, str(path)).rule
    settings = {**rule.settings, "tolerance": Decimal("0.05")}
    regraded = msgspec.structs.replace(rule, severity="error", regraded="本地要求", settings=settings)
    assert page(regraded, rule_text(regraded), "en") == ENGLISH


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_has_a_page(language: Language) -> None:
    """Each rule of the rulebook has a page with its title, its sources and its examples."""
    for rule in load_rules().known:
        text = page(rule, rule_text(rule), language)
        sections = [line for line in text.splitlines() if line.startswith("## ")]
        assert (text.startswith(f"# {rule.code} {rule.name}\n"), rule.title.pick(language) in text) == (True, True)
        optional = [rule.params, needed_fields(rule), any(case.correction for case in rule.cases)]
        assert len(sections) >= 5 + sum(map(bool, optional)), rule.code

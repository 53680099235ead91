"""The forms and rules that the tests of the command line use, and what a run gives back."""

from collections.abc import Callable
from typing import NamedTuple


class Answer(NamedTuple):
    """What a run of the command line gave."""

    status: int
    out: str
    err: str


Perflint = Callable[..., Answer]

CLEAN = """\
kind: project_self_evaluation
year: 2022
title: 项目支出绩效自评表
project: 办公设备购置
department: 甲市数据局
indicators:
  - {level1: 产出指标, level2: 数量指标, name: 购置数量, target: ≥20台, actual: 20台, weight: "60", score: "60"}
  - {level1: 产出指标, level2: 质量指标, name: 合格率, target: ≥95%, actual: 96%, weight: "40", score: "40"}
total: {weight: "100", score: "100"}
"""
BROKEN = CLEAN.replace('score: "60"', 'score: "61"').replace("办公设备购置", "图书采购")
UNREADABLE = CLEAN.replace('score: "60"', "score: 优").replace('score: "40"', "score: 良")

RULE = """\
code: MY001
name: points-fit
status: stable
severity: {severity}
title: {{zh: 得分不超过分值, en: Points stay within the weight}}
source:
  - {{document: 内部办法, says: {{zh: 得分不得超过分值, en: no more points than the weight}}, checked: true}}
each: indicator
assert: score <= weight
at: score
message: {{zh: "得分 {{score}} 超过分值 {{weight}}", en: "{{score}} points of {{weight}}"}}
advice: {{zh: 请核对得分, en: check the points}}
expected: weight
found: score
examples:
  pass:
    - form: {{indicators: [{{name: 甲, weight: 10, score: 10}}]}}
  fail:
    - note: 多一分
      form: {{indicators: [{{name: 甲, weight: 10, score: {failing}}}]}}
      at: indicators.0.score
"""

OWN = ("--rules", "own/error.rule.yaml", "--select", "MY001")
"""Options under which only the folder's own rule is judged."""

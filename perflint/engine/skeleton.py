"""A first rule file: it works as it stands, and its comments say what each line is for."""

from collections.abc import Iterable
from pathlib import Path

from perflint.engine.declaration import CODE, NAME
from perflint.engine.functions import FUNCTIONS
from perflint.engine.glosses import GLOSSES
from perflint.engine.loading import read_rule
from perflint.engine.own_files import own_rule_files
from perflint.engine.ruleset import load_rules
from perflint.engine.schema import form_schema, record
from perflint.engine.yamlfile import Place
from perflint.errors import RuleFileError, UsageError
from perflint.language import Bilingual

SKELETON = """\
# yaml-language-server: $schema={schema}
# 一条规则就是这一个文件。先照样运行：perflint test-rules 本文件；再一处一处改成您要的。
# A rule is this one file. Run it as it is (perflint test-rules FILE), then change it piece by piece.

code: {code}                # 编号，报告里显示 / shown in reports
name: {name}
status: stable              # preview：试行，点名才启用 / runs only where it is named
severity: warning           # error 错误 | warning 警告 | info 提示
title:
  zh: 指标分值不宜过低
  en: An indicator carries more than a token weight
source:                     # 依据；没有读过原文就写 checked: false / what demands it; checked: true only if you read it
  - document: 本单位填报要求
    says:
      zh: 每条指标的分值不低于规定的最低分。
      en: Every indicator carries at least the least weight.
    checked: true

# 逐条看什么 / what is judged one by one:
#   indicator 每条指标 | budget_line 每行资金 | budget.total 资金总额行 | total 总分行 | group 标题 | form 整张表
each: indicator

params:                     # 可调的数，地区配置里可以改 / figures that a profile may set
  least:
    default: 2
    help: {{zh: 最低分值（分）。, en: 'The least weight, in points.'}}

# 什么时候才看；不成立就与本规则无关。可用的名字 / when it applies. Names:
#   指标 indicator: {indicator}
#   整张表 form.: {form}
#   指标值和实际完成值 target. actual.: {expression}
# 文字用英文单引号 / texts in straight quotes: contains(name, '培训')
# target.amount 是印出来的数，85% 就是 85；执行率 rate 是小数，85% 写 0.85
# target.amount is the printed number (85 for 85%), a rate is a fraction (0.85 for 85%)
when: filled(weight)

# 应当成立的话；不成立就报告。比较用 >= <= == !=，连接用 and or not / what must hold, else it is reported
# 常用函数 / functions used most:
#   contains(name, '培训', '会议') 含有其中一个词 / holds one of the words
#   filled(score) 填了 / is filled in      says_nothing(deviation) 等于没写 / says nothing
#   abs(x) 绝对值 / absolute value         round(x, 2) 四舍五入 / half up
#   any(i.score > 9 for i in indicators) 有一条 / one of them    sum(i.score for i in indicators) 合计
#   （逐条看指标时写 form.indicators / from within a row: form.indicators）
# 全部函数见 docs/rule-language.zh.md / all functions (docs/rule-language.md): {functions}
assert: weight >= least
at: weight                  # 报在哪一格 / the cell that is shown

# 花括号里写名字或算式，报告时换成表上的内容 / names in braces become what the form says
message:
  zh: 指标“{{name}}”的分值是 {{weight}} 分，低于 {{least}} 分。
  en: The indicator “{{name}}” carries {{weight}} points, less than {{least}}.
advice:
  zh: 请调高分值，或者与别的指标合并。
  en: Raise its weight, or join it with another indicator.

# 例子就是测试：贴着界限各写两个 / examples are the tests: two of each, at the border
examples:
  pass:
    - {{note: 正好最低分, form: {{indicators: [{{name: 培训场次, weight: 2}}]}}}}
    - {{note: 分值空着，不看, form: {{indicators: [{{name: 培训场次, weight: ''}}]}}}}
  fail:
    - {{note: 差 0.1 分, form: {{indicators: [{{name: 培训场次, weight: '1.9'}}]}}, at: indicators.0.weight}}
    - {{note: 0 分, form: {{indicators: [{{name: 培训场次, weight: 0}}]}}}}
  skip:                     # 看不懂的，不能评判 / what cannot be read is not evaluated
    - {{note: 分值不是数字, form: {{indicators: [{{name: 培训场次, weight: 两分}}]}}}}
"""


def rule_skeleton(name: str, code: str, schema: str) -> str:
    """The text of a new rule file; `schema` is where its editor finds the JSON Schema."""
    members = form_schema().members
    return SKELETON.format(
        name=name,
        code=code,
        schema=schema,
        indicator=_glossed(members(record("indicator"))),
        form=_glossed(members(record("form"))),
        expression=_glossed(form_schema().records["expression"]),
        functions=_wrapped(sorted(FUNCTIONS)),
    )


def _glossed(names: Iterable[str]) -> str:
    """Names with what the form calls them; those that rules seldom need stand in the reference only."""
    return ", ".join(f"{name} {GLOSSES[name]}" for name in names if name in GLOSSES)


def _wrapped(words: list[str], width: int = 100) -> str:
    """Words over several lines of comment."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n#   ".join(["", *lines])


def own_codes(folder: Path) -> tuple[str, ...]:
    """Codes and names of the rules in a folder; files with mistakes are passed over."""
    taken: list[str] = []
    for path in own_rule_files([folder]) if folder.is_dir() else ():
        try:
            taken += read_rule(path).rule.selectors()
        except RuleFileError:
            taken.append(path.stem)
    return tuple(taken)


def _refuse(_: Place, message: Bilingual) -> None:
    raise UsageError(message)


def refuse_name(name: str, code: str, taken: tuple[str, ...]) -> None:
    """Raises UsageError for a name or code that is not one, or that another rule has."""
    for word, shape in ((name, NAME), (code, CODE)):
        shape.check(word, (), _refuse)
        if word in taken or load_rules().find(word) is not None:
            raise UsageError(
                Bilingual(f"已经有规则叫 {word}，请换一个。", f"There is a rule called {word} already; choose another.")
            )

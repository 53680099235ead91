"""What became of the examples inside rule files: the bad ones one by one, the good ones as counts."""

from collections.abc import Iterator, Sequence

from perflint.engine.examples import ExampleResult
from perflint.language import Bilingual, Language

_KINDS = {
    "pass": Bilingual("应通过", "pass"),
    "fail": Bilingual("应报告", "fail"),
    "skip": Bilingual("应不能评判", "skip"),
}
_VERDICTS = {
    "noisy": Bilingual("多报", "noisy"),
    "missing": Bilingual("漏报", "missing"),
    "wrong": Bilingual("报错", "wrong"),
}


def bad_examples(results: Sequence[ExampleResult], language: Language) -> str:
    """One line for each example that is not what it says: rule, kind, number, verdict, what happened, note."""
    return "".join(f"{line}\n" for line in _lines(results, language))


def _lines(results: Sequence[ExampleResult], language: Language) -> Iterator[str]:
    for result in results:
        if not result.good:
            kind = _KINDS[result.kind].pick(language)
            note = f" ({result.note})" if result.note else ""
            verdict = _VERDICTS[result.verdict].pick(language)
            detail = result.detail.pick(language)
            yield f"{result.code} {result.rule}: {kind} {result.number}{note}: {verdict}" + (
                f": {detail}" if detail else ""
            )


def examples_closing(rules: int, results: Sequence[ExampleResult], language: Language) -> str:
    """How many examples of how many rules are what they say."""
    good = sum(result.good for result in results)
    if language == "zh":
        return f"{rules} 条规则，{len(results)} 个例子：{good} 个符合，{len(results) - good} 个不符"
    return f"{rules} rules, {len(results)} examples: {good} good, {len(results) - good} bad"

"""What became of the examples inside rule files: the bad ones one by one, the good ones as counts."""

from collections.abc import Iterator, Sequence

from perflint.engine.examples import ExampleResult
from perflint.engine.tidiness import Review
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


def broken_rules(reviews: Sequence[Review], language: Language) -> str:
    """One line for each rule that broke on a small change of one of its examples."""
    return "".join(f"{one.trial.broken.pick(language)}\n" for one in reviews if one.trial.broken is not None)


def examples_closing(
    results: Sequence[ExampleResult], reviews: Sequence[Review], rules: int, untidy: int, language: Language
) -> str:
    """How many examples of how many rules are what they say, what small changes of them did, and what is untidy."""
    good = sum(result.good for result in results)
    bad = len(results) - good
    reported = sum(one.trial.reported for one in reviews)
    unjudged = sum(one.trial.unjudged for one in reviews)
    quiet = sum(one.trial.quiet for one in reviews)
    tried = reported + unjudged + quiet
    open_ways = sum(one.unreached for one in reviews)
    said = Bilingual(
        f"{rules} 条规则，{len(results)} 个例子：{good} 个符合，{bad} 个不符",
        f"{rules} rules, {len(results)} examples: {good} good, {bad} bad",
    )
    looked = Bilingual(
        f"把通过的例子各改一处，共 {tried} 次：报告 {reported}，不能评判 {unjudged}，仍通过 {quiet}；"
        f"没有例子走到的分支 {open_ways} 处，不整齐共 {untidy} 处",
        f"{tried} single changes of passing examples: {reported} reported, {unjudged} not evaluated, "
        f"{quiet} still pass; "
        f"branches that no example reaches: {open_ways}; untidy: {untidy}",
    )
    return "\n".join(line.pick(language) for line in (said, *((looked,) if reviews else ())))

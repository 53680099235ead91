"""The page's own words, and how one of two languages is picked where they stand."""

from collections.abc import Iterator

from perflint.engine.outcome import SEVERITIES
from perflint.language import Bilingual, Language
from perflint.web.orders import Digest
from perflint.web.regime import Standing


def say(language: Language, zh: str, en: str) -> str:
    """The text in the language of the page."""
    return zh if language == "zh" else en


def in_force(standing: Standing, profile: Bilingual, language: Language) -> str:
    """By which rules the server judges, in one line; `profile` is that of whoever chooses none."""
    zh = [f"本服务按 {standing.rules} 条规则核对"]
    en = [f"This server checks by {standing.rules} rules"]
    if standing.own:
        zh.append(f"其中本单位自定 {standing.own} 条")
        en.append(f"{standing.own} of them the office's own")
    if standing.adjusted:
        zh.append(f"{standing.adjusted} 条的参数或级别由本单位调整")
        en.append(f"{standing.adjusted} with parameters or severities set by the office")
    if standing.overrides:
        zh.append("部分文件另有设置")
        en.append("other settings for some files")
    zh.append(f"默认地区配置：{profile.zh}")
    en.append(f"default profile: {profile.en}")
    accepted = []
    if standing.waivers:
        accepted.append((f"豁免 {standing.waivers} 条", f"waivers: {standing.waivers}"))
    if standing.baseline:
        accepted.append((f"基线 {standing.baseline} 处", f"baseline: {standing.baseline}"))
    if accepted:
        zh.append(f"已接受的问题（{'、'.join(one for one, _ in accepted)}）不计入")
        en.append(f"what was accepted does not count ({', '.join(one for _, one in accepted)})")
    return say(language, "，".join(zh) + "。", ", ".join(en) + ".")


def verdict(digest: Digest, language: Language) -> tuple[str, str]:
    """A file in a few words, and which of good, caution, bad it is; silence is never good.

    "Nothing found" is said only where every form is whole and every rule was evaluated.
    """
    standing, sentence = next((kind, said) for holds, kind, said in _verdicts(digest) if holds)
    return sentence.pick(language), standing


def _verdicts(digest: Digest) -> Iterator[tuple[bool, str, Bilingual]]:
    """From the worst to the best: whether it holds, how it stands, and the words."""
    forms = digest.forms
    counts = {severity: sum(form.graded.get(severity, 0) for form in forms) for severity in SEVERITIES}
    unsure = digest.refused or any(form.gaps or not form.complete for form in forms)
    yield digest.failure is not None, "bad", Bilingual("没有核对", "not checked")
    yield not forms and digest.refused > 0, "caution", Bilingual("不评判的表", "not judged by design")
    yield not forms, "bad", Bilingual("没有找到绩效表", "no form found")
    yield any(form.faults for form in forms), "bad", Bilingual("有规则出错", "a rule broke")
    yield counts["error"] > 0, "bad", Bilingual("有错误", "errors")
    yield not all(form.judged for form in forms), "caution", Bilingual("有表未评判", "a form was not judged")
    yield counts["warning"] + counts["info"] > 0, "caution", Bilingual("需要留意", "worth a look")
    yield bool(unsure), "caution", Bilingual("未发现问题，但有未判断之处", "nothing found, not everything judged")
    only = Bilingual("只有已接受的问题", "only what was accepted")
    yield any(form.accepted for form in forms), "good", only
    yield True, "good", Bilingual("未发现问题", "nothing found")

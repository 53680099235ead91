"""Comparison signs in all their spellings, before and after the number."""

from perflint.values.model import Sign

_BEFORE: dict[Sign, tuple[str, ...]] = {
    "≥": (
        *("≥", ">=", "≧", "⩾", "≽", "⪰", "=>", "≥=", "》=", "〉=", ">/=", "≮"),
        *("大于等于", "大于或等于", "大于、等于", "高于等于", "高于或等于", "多于等于", "不低于", "不少于", "不小于"),
        *("不得低于", "不得少于", "不得小于", "不能低于", "不能少于", "应不低于", "至少", "最少", "最低", "不短于"),
        *("不早于", "不下于", "不亚于", "不弱于"),
    ),
    ">": (">", "》", "〉", "大于", "高于", "多于", "超过", "超出", "超", "优于", "长于", "晚于", "不止", "突破"),
    "≤": (
        *("≤", "<=", "≦", "⩽", "≼", "⪯", "=<", "≤=", "《=", "〈=", "</=", "≯"),
        *("小于等于", "小于或等于", "小于、等于", "低于等于", "低于或等于", "少于等于", "不超过", "不高于", "不大于"),
        *(
            "不多于",
            "不得超过",
            "不得高于",
            "不得大于",
            "不能超过",
            "应不超过",
            "不超",
            "未超过",
            "未超",
            "至多",
            "最多",
        ),
        *("最高", "不晚于", "不迟于", "不长于", "控制在", "限制在", "压缩在", "控制到", "控制为"),
        *(
            "降至",
            "降到",
            "降低至",
            "降低到",
            "下降至",
            "下降到",
            "减至",
            "减到",
            "减少至",
            "减少到",
            "缩短至",
            "缩短到",
        ),
    ),
    "<": ("<", "《", "〈", "小于", "低于", "少于", "不足", "不到", "未满", "不满", "早于", "短于"),
    "=": ("=", "==", "═", "〓", "等于"),
    "≈": ("≈", "≒", "约", "大约", "约为", "约等于", "大概", "近", "接近", "将近"),
}
_AFTER: dict[Sign, tuple[str, ...]] = {
    "<": ("不到",),
    "≥": ("以上", "及以上", "或以上", "(含)以上", "(含)及以上", "起步", "含以上", "之上", "以上(含)", "+"),
    ">": ("余", "多", "有余"),
    "≤": ("以内", "之内", "内", "以下", "及以下", "或以下", "(含)以下", "(含)以内", "之下", "为限", "封顶"),
    "≈": ("左右", "上下"),
}

_BY_SPELLING: dict[str, Sign] = {spelling: sign for sign, spellings in _BEFORE.items() for spelling in spellings}
_BY_SUFFIX: dict[str, Sign] = {spelling: sign for sign, spellings in _AFTER.items() for spelling in spellings}
# 节约5万元 saves five, 附近3个村 are near: the last sign of such a word is none of a comparison.
_WORDS_BEFORE = {"约": frozenset("节签预履违合制公条契简集"), "近": frozenset("附最邻临就靠远")}
# 3个内设机构, 5间多功能厅: the word behind the unit begins another.
_WORDS_AFTER = {
    "内": frozenset("设部容外涵科环蒙控陆销地网存河"),
    "多": frozenset("功媒种样元层部方语"),
    "余": frozenset("热料款额"),
}
_WIDEST_BEFORE = max(map(len, _BY_SPELLING))
_WIDEST_AFTER = max(map(len, _BY_SUFFIX))
SYMBOLS = frozenset("≥≧⩾≽⪰》〉≮>≤≦⩽≼⪯《〈≯<=═〓≈≒")


def sign_before(head: str) -> tuple[Sign, str]:
    """The sign that ends `head` and what stands before it; ("", head) where there is none."""
    for width in range(min(_WIDEST_BEFORE, len(head)), 0, -1):
        sign = _BY_SPELLING.get(head[-width:])
        if sign is not None:
            if width == 1 and head[-2:-1] in _WORDS_BEFORE.get(head[-1], ()):
                break
            return sign, head[:-width]
    return "", head


def sign_after(tail: str) -> tuple[Sign, str]:
    """The sign that begins `tail` (以上, 以内, 左右) and what stands after it; ("", tail) where there is none."""
    for width in range(min(_WIDEST_AFTER, len(tail)), 0, -1):
        sign = _BY_SUFFIX.get(tail[:width])
        if sign is not None:
            if width == 1 and tail[1:2] in _WORDS_AFTER.get(tail[0], ()):
                break
            return sign, tail[width:]
    return "", tail


def spellings() -> dict[str, Sign]:
    """Every spelling that can stand before a number, with its canonical sign."""
    return dict(_BY_SPELLING)

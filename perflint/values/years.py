"""The years that dates and running texts print (PF510, PF704)."""

from decimal import Decimal
from functools import lru_cache

from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.model import Expression

_LONGEST_TEXT = 3000
_YEAR = pattern(r"(?<![0-9A-Za-z])(?:19|20)[0-9]{2}(?=年|[-./][0-9]{1,2}(?![0-9]))")
_SPAN = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})年?[-~—至到]+((?:19|20)[0-9]{2})年")
_ASIDE = pattern(r"<[A-Za-z/][^<>]*>|\([^()]*\)|\[[^\[\]]*\]|《[^《》]*》|〔[^〔〕]*〕|【[^【】]*】")
# The year that a text is about: at the beginning of a sentence and followed by what was done in it, a whole year, or
# (in the name of an indicator) the month by which something is to be done.
_DONE = "举办|举行|开展|完成|组织|召开|实施|服务|发放|培训|巡查|检查|新增|采购|购置|更新|接待|受理"
_ABOUT = pattern(
    r"(?:^|[。;!\n]|(?:^|[。;\n])(?:[0-9一二三四五]+[、.]|目标[0-9一二三四五]*[::.、]))(?P<opening>(?:19|20)[0-9]{2})年度?"
    r"(?:,|全年|全[区市县省]|我|本|计划|预计|将|内?(?:已|拟|共|累计|按计划|顺利|圆满)*(?P<done>" + _DONE + r")(?!的))"
    r"|(?<![自从至较比同与和])(?P<whole>(?:19|20)[0-9]{2})年(?:度?全年|度?1月?[-~—至到]+12月)"
    r"|(?P<month>(?:19|20)[0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}日|[底末])?(?:之?前|以前|完成)"
)
# Sentences about what came before: 2021年，市政府印发 …
_BACKGROUND = pattern(r"印发|出台|发布|颁布|批准|批复|成立|建成|竣工|启动|根据|按照|依据|文件|立项|上年|以来")
# Beside a mere verb (2022年完成…) also what speaks of work or money that goes on from that year.
_CARRIED_ON = pattern(
    r"尾款|余款|质保金|结[转余算]|决算|前期|工期|合同|招标|开工|主体|第[二三四]|跨年|续建|遗留|年[终末底]|[今当本]年|的(?:项目|工程|资金)"
)
_SENTENCE = pattern(r"[。;!\n]")


def year_named(printed: object) -> Decimal:
    """The (first) year that a date prints: 2023 of `2023年9月`; 0 of `9月底` and of what is no date."""
    years = _years_of(printed) if isinstance(printed, Expression) else []
    return Decimal(years[0] if years else 0)


def within_year(printed: object, year: Decimal) -> bool:
    """The dates of a target or an actual lie in the year, or reach over it (`2022年1月-2024年6月` and 2023)."""
    if not isinstance(printed, Expression):
        return True
    years = _years_of(printed)
    return not years or min(years) <= year <= max(years)


def _years_of(printed: Expression) -> list[int]:
    return [one.year for one in (printed.moment, printed.until) if one is not None and one.year is not None]


@lru_cache(maxsize=2048)
def years_in(text: str) -> tuple[Decimal, ...]:
    """Every year that a text prints, in order: `2022年度`, `2023-01-01`; not what stands alone (2022) in words."""
    if "20" not in text and "19" not in text and "２" not in text:
        return ()
    return tuple(Decimal(found) for found in _YEAR.findall(close_up(fold(text[:_LONGEST_TEXT]))))


@lru_cache(maxsize=2048)
def stray_year(text: str, year: Decimal) -> Decimal:
    """The neighbouring year that a text is about where it does not speak of `year` at all; 0 where there is none.

    Only what leaves no doubt: `2022年，全区共…`, `2022年1-12月`, `2022年11月底完成`. Years of regulations and of other
    years' accounts (完成2022年度决算) are facts that a form may well state.
    """
    printed = years_in(text)
    if not printed or year in printed:
        return Decimal(0)
    plain = "\n".join(close_up(fold(line)) for line in text[:_LONGEST_TEXT].splitlines())
    if any(int(first) <= year <= int(last) for first, last in _SPAN.findall(plain)):
        return Decimal(0)
    plain = _ASIDE.sub("", plain)
    for found in _ABOUT.finditer(plain):
        told = Decimal(found["opening"] or found["whole"] or found["month"])
        rest = _SENTENCE.split(plain[found.end() :], maxsplit=1)[0]
        goes_on = found["done"] is not None and _CARRIED_ON.search(rest) is not None
        if abs(told - year) == 1 and not _BACKGROUND.search(rest) and not goes_on:
            return told
    return Decimal(0)

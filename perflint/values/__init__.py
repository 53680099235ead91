"""The grammar of printed values; pure functions from text to exact values."""

from perflint.values.expression import parse_actual, parse_target
from perflint.values.fold import fold, normalise
from perflint.values.mentions import contradiction_in_name, contradiction_in_text
from perflint.values.model import (
    Actual,
    Expression,
    Moment,
    Quantity,
    Result,
    Sign,
    Standing,
    Target,
    Unreadable,
    Verdict,
)
from perflint.values.moment import parse_year
from perflint.values.money import parse_money, parse_rate
from perflint.values.money_slips import misplaced_unit, power_of_ten
from perflint.values.number import parse_number
from perflint.values.questions import (
    above_hundred,
    attainment,
    carries_symbol,
    comparable,
    copies_threshold,
    figure,
    is_choice_list,
    is_completion_rate,
    is_count,
    is_measurable,
    is_money,
    is_percent,
    is_threshold,
    is_zero,
    less_is_better,
    likely_bound,
    names_a_growth,
    names_a_rate,
    names_a_saving,
    names_a_share,
    percent_missing,
    share_of_unknown_side,
    units_conflict,
)
from perflint.values.units import same_unit_family
from perflint.values.verdict import meets
from perflint.values.vocabulary import word_list_names, words
from perflint.values.wording import says_nothing
from perflint.values.years import stray_year, within_year, year_named, years_in

__all__ = [
    "Actual",
    "Expression",
    "Moment",
    "Quantity",
    "Result",
    "Sign",
    "Standing",
    "Target",
    "Unreadable",
    "Verdict",
    "above_hundred",
    "attainment",
    "carries_symbol",
    "comparable",
    "contradiction_in_name",
    "contradiction_in_text",
    "copies_threshold",
    "figure",
    "fold",
    "is_choice_list",
    "is_completion_rate",
    "is_count",
    "is_measurable",
    "is_money",
    "is_percent",
    "is_threshold",
    "is_zero",
    "less_is_better",
    "likely_bound",
    "meets",
    "misplaced_unit",
    "names_a_growth",
    "names_a_rate",
    "names_a_saving",
    "names_a_share",
    "normalise",
    "parse_actual",
    "parse_money",
    "parse_number",
    "parse_rate",
    "parse_target",
    "parse_year",
    "percent_missing",
    "power_of_ten",
    "same_unit_family",
    "says_nothing",
    "share_of_unknown_side",
    "stray_year",
    "units_conflict",
    "within_year",
    "word_list_names",
    "words",
    "year_named",
    "years_in",
]

"""The number formats that files name by number alone, as a Chinese system shows them.

Source: ECMA-376 part 1, 18.8.30 (numFmt), the table for all languages and the one for zh-cn; 14 and 22 follow the
system, which in China writes the year first.
"""

_HOURS = 'h"时"mm"分"'
_SECONDS = 'h"时"mm"分"ss"秒"'
_MONTH = 'yyyy"年"m"月"'
_DAY = 'm"月"d"日"'

BUILTIN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: _MONTH,
    28: _DAY,
    29: _DAY,
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: _HOURS,
    33: _SECONDS,
    34: f"上午/下午{_HOURS}",
    35: f"上午/下午{_SECONDS}",
    36: _MONTH,
    37: "#,##0;\\-#,##0",
    38: "#,##0;[Red]\\-#,##0",
    39: "#,##0.00;\\-#,##0.00",
    40: "#,##0.00;[Red]\\-#,##0.00",
    41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: _MONTH,
    51: _DAY,
    52: _MONTH,
    53: _DAY,
    54: _DAY,
    55: f"上午/下午{_HOURS}",
    56: f"上午/下午{_SECONDS}",
    57: _MONTH,
    58: _DAY,
}

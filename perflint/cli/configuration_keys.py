"""What each key of the configuration is for and what holds without it: for `perflint init` and for editors."""

import msgspec

from perflint.language import Bilingual


class KeyHelp(msgspec.Struct, frozen=True):
    """The meaning of a key in a sentence, and a value as a file writes it: the default, or one that changes nothing."""

    meaning: Bilingual
    default: str


KEY_HELP: dict[str, KeyHelp] = {
    "profile": KeyHelp(
        Bilingual(
            "地区配置：名称（perflint rules --help 列出），或自己的配置文件",
            "regional profile: a name, or a profile file of your own",
        ),
        "auto",
    ),
    "select": KeyHelp(
        Bilingual(
            "只用这些规则：编号、系列（PF2）、名称或 all", "only these rules: codes, families (PF2), names or all"
        ),
        "[all]",
    ),
    "ignore": KeyHelp(
        Bilingual(
            "不用这些规则，例如 [PF604, deviation-unneeded]", "leave out these rules, e.g. [PF604, deviation-unneeded]"
        ),
        "[]",
    ),
    "rules": KeyHelp(
        Bilingual(
            "自有规则的文件或文件夹，例如 [our-rules]（perflint new-rule 起一条）",
            "own rule files or folders, e.g. [our-rules] (perflint new-rule starts one)",
        ),
        "[]",
    ),
    "params": KeyHelp(
        Bilingual(
            "按规则改参数，例如 {PF201: {tolerance: 0.02}}（perflint explain PF201 列出）",
            "parameters by rule, e.g. {PF201: {tolerance: 0.02}} (perflint explain PF201 lists them)",
        ),
        "{}",
    ),
    "severity": KeyHelp(
        Bilingual(
            "按规则改级别，放宽要写理由，例如 {PF306: {to: info, reason: 本局允许酌情扣分}}",
            "severities by rule; loosening needs a reason, e.g. {PF306: {to: info, reason: points may be cut here}}",
        ),
        "{}",
    ),
    "overrides": KeyHelp(
        Bilingual(
            '只对某些路径的设置，例如 [{paths: ["2021/**"], profile: hubei, ignore: [PF208]}]',
            'settings for some paths only, e.g. [{paths: ["2021/**"], profile: hubei, ignore: [PF208]}]',
        ),
        "[]",
    ),
    "waivers": KeyHelp(
        Bilingual("豁免文件：已书面认可的问题", "the waiver file: findings that somebody accepted in writing"),
        "perflint-waivers.yaml",
    ),
    "baseline": KeyHelp(
        Bilingual(
            "基线文件：以前就有的问题，只有新问题算数；默认没有",
            "the baseline file: findings of before; only new ones count; none by default",
        ),
        "perflint-baseline.jsonl",
    ),
    "fail-on": KeyHelp(
        Bilingual(
            "达到这个级别时退出码为 1：error、warning、info、never",
            "findings from this severity on give exit code 1: error, warning, info, never",
        ),
        "error",
    ),
    "format": KeyHelp(
        Bilingual(
            "输出格式，可列几种（见 perflint check --help）",
            "format of the result, or several (see perflint check --help)",
        ),
        "rich",
    ),
    "lang": KeyHelp(
        Bilingual("语言：zh、en；不写则随系统", "zh or en; the system's language where nothing is said"), "zh"
    ),
}
SCHEMA_FOLDER = ".perflint"
CONFIG_SCHEMA = f"{SCHEMA_FOLDER}/config.schema.json"


def starting_configuration() -> str:
    """A perflint.yaml in which every key stands as a comment with what it is for; it changes nothing as it is."""
    lines = [
        f"# yaml-language-server: $schema={CONFIG_SCHEMA}",
        "# perflint 的配置，对本文件夹及其下各层有效；命令行上写的优先。去掉 # 即生效，写着的是默认值。",
        "# Configuration of perflint for this folder and all below; the command line wins.",
        "# Take the # away to set a key; what stands there is the default.",
    ]
    for key, about in KEY_HELP.items():
        lines += ["", f"# {about.meaning.zh}", f"# {about.meaning.en}", f"# {key}: {about.default}"]
    return "\n".join(lines) + "\n"

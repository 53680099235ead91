"""The rules of some files by themselves, for those who write them; a check reads none of this."""

from collections.abc import Sequence
from pathlib import Path

from perflint.engine import Rule, load_rules, read_rule
from perflint.engine.assembling import refuse_taken
from perflint.engine.own_files import own_rule_files
from perflint.errors import Mistake, RuleFileError, UsageError
from perflint.language import Bilingual


def rules_of(paths: Sequence[Path]) -> tuple[list[Rule], list[Mistake]]:
    """The rules in files and folders, by themselves, and what is untidy in them without being wrong.

    Without paths it is the whole built-in rulebook.

    Raises UsageError for a path that is not there or holds no rule, RuleFileError with the mistakes of all files.
    """
    if not paths:
        built_in = load_rules()
        return list(built_in.known), list(built_in.warnings)
    rules: list[Rule] = []
    untidy: list[Mistake] = []
    mistakes: list[Mistake] = []
    for path in paths:
        for file in _rule_files(path):
            try:
                loaded = read_rule(file)
            except RuleFileError as error:
                mistakes.extend(error.mistakes)
            else:
                rules.append(loaded.rule)
                untidy.extend(loaded.warnings)
    if mistakes:
        raise RuleFileError(mistakes)
    shipped = load_rules().known
    files = {Path(rule.path).resolve() for rule in shipped}
    refuse_taken([rule for rule in rules if Path(rule.path).resolve() not in files], shipped)
    return rules, untidy


def _rule_files(path: Path) -> list[Path]:
    found = own_rule_files([path])
    if not found:
        raise UsageError(Bilingual("文件夹里没有规则文件。", "There is no rule file in this folder."), path=str(path))
    return found

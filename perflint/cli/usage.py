"""Typer's refusals of a command line, said in the user's language.

Typer raises click's exceptions, in old versions those of click itself, in new ones those of a copy inside typer; both
are told by their members, and their English sentences by their wording. One that is not known stays English.
"""

import os
import re
import shlex
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise

from perflint.language import Bilingual, Language

_SENTENCES = (
    (r"No such command '(.*?)'\.(?: Did you mean '(.*?)'\?)?.*", "没有“{}”这个命令"),
    (r"No such option: (\S+?)(?: \(Possible options: (.*)\)| Did you mean (.*)\?)?", "没有“{}”这个选项"),
    (r"Missing (?:argument|parameter) '(.*?)'\.", "缺少参数 {}"),
    (r"Missing option '(.*?)'\.", "缺少选项 {}"),
    (r"Option '(.*?)' requires an argument\.", "选项 {} 后面要有值"),
    (r"Option '(.*?)' does not take a value\.", "选项 {} 后面不能有值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "多余的参数：{}"),
    (r"Missing command\.", "缺少命令"),
)


def is_usage_error(error: Exception) -> bool:
    """Whether typer refused the command line."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def usage_sentence(error: Exception) -> Bilingual:
    """What is wrong with the command line and where the help is; `error` is one of `is_usage_error`."""
    said = str(error.format_message())  # type: ignore[attr-defined]  # see is_usage_error
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "perflint"
    meant = _meant(said, outside=context is not None and context.parent is None)
    return Bilingual(
        f"用法有误：{_chinese(said)}\n{meant.zh}参见 {command} --help",
        f"Wrong usage: {said}\n{meant.en}See {command} --help",
    )


def _meant(said: str, *, outside: bool) -> Bilingual:
    """A line with what was meant, where that is plain; `outside` says that no command stands in front."""
    command, option = (re.fullmatch(pattern, said, re.DOTALL) for pattern, _ in _SENTENCES[:2])
    if command is not None and os.path.exists(command[1]):  # noqa: PTH110 - Path refuses some words
        line = f"perflint check {shlex.quote(command[1])}"
        return Bilingual(f"要核对它：{line}\n", f"To check it: {line}\n")
    if option is not None and outside and not any(option.groups()[1:]):
        return Bilingual(
            f"选项写在命令之后，如 perflint check {option[1]} …\n",
            f"Options stand behind the command: perflint check {option[1]} …\n",
        )
    return Bilingual("", "")


def asked_language(arguments: Sequence[str], usual: Language) -> Language:
    """The language that a command line names, though it was refused before anybody read it; else the usual one."""
    given = {value for option, value in pairwise(arguments) if option == "--lang"}
    given |= {word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")}
    return "en" if given == {"en"} else "zh" if given == {"zh"} else usual


def _nearest(name: str, offered: list[str]) -> str:
    """Of what typer offers, often too much, what is nearest to the word that was typed."""
    return next(iter(get_close_matches(name, offered, 1, cutoff=0.0)), "")


def _chinese(said: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            name, *others = found.groups() or ("",)
            near = _nearest(name, next(filter(None, others), "").replace("'", "").split(", "))
            return sentence.format(name) + (f"，是否指“{near}”？" if near else "。")
    return said

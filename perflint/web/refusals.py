"""Why a file was not read, in the words of who uploads it: how to raise a limit is a matter of the administrator."""

import msgspec

from perflint.errors import InputError, InputTooLarge
from perflint.language import Bilingual
from perflint.result import FailedInput

_SPLIT = Bilingual(
    "请只上传自评表，或拆成几个文件；确需核对这样大的文件，请与管理员联系。",
    "Upload the form alone, or split the file; if it has to be checked as it is, ask the administrator.",
)


def failed(error: InputError, name: str) -> FailedInput:
    """The value that stands for `error`, raised while the file called `name` was read."""
    found = FailedInput.of(error, name)
    if not isinstance(error, InputTooLarge):
        return found
    message = Bilingual(*(text.replace(" MiB", " MB") for text in (found.message.zh, found.message.en)))
    return msgspec.structs.replace(found, message=message, remedy=_SPLIT)

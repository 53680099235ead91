"""Makes the built-in rules ahead when perflint is built or installed, so that a first run reads no YAML."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeAheadHook(BuildHookInterface[Any]):
    """Writes `perflint/engine/made_ahead.bin`, which wheels carry and git ignores."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called before the files are collected, for an editable install too."""
        sys.path.insert(0, self.root)
        from perflint.engine.ahead import make_ahead  # noqa: PLC0415 - found only now

        make_ahead()

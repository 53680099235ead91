"""Makes the built-in rules ahead when perflint is built or installed, so that a first run reads no YAML."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "perflint/engine/made_ahead.bin"


class MadeAheadHook(BuildHookInterface[Any]):
    """Puts the made rules into the wheel; for an editable install into the checkout, where git ignores them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files are collected; `version` is "editable" or "standard"."""
        sys.path.insert(0, self.root)
        from perflint.engine.ahead import make_ahead  # noqa: PLC0415 - found only now

        if version == "editable":
            try:
                left_out = make_ahead(Path(self.root) / TARGET)
            except OSError as error:
                self.app.display_warning(f"The rules are not made ahead: {error}")
                return
        else:
            # The source may be one that must not be written to.
            self._folder = TemporaryDirectory()
            file = Path(self._folder.name) / "made_ahead.bin"
            left_out = make_ahead(file)
            build_data["force_include"][str(file)] = TARGET
        for mistake in left_out:
            self.app.display_warning(f"A rule is not made ahead. {mistake.describe('en')}")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Called when the wheel is there."""
        if version != "editable":
            self._folder.cleanup()

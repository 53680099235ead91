"""The real texts and their hand-made truth, which lie beside the checkout and not in it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the real texts (../shared/seeds) are not beside this checkout"
)


def seed(number: str) -> Path:
    """The path of a seed by the number that its name begins with."""
    return next((SHARED / "seeds").glob(f"{number}_*.txt"))

"""`python -m benchmarks`: every figure in one table; exit 1 if a bound is not kept."""

import argparse
import os
import sys

from benchmarks import copies, docx, judging, loading, memory, pdf, reports, side_by_side, spreadsheets, starting
from benchmarks.figures import Figure, Skipped, table

PARTS = ("starting", "loading", "judging", "memory", "spreadsheets", "docx", "pdf", "reports", "copies", "side_by_side")


def main(arguments: list[str] | None = None) -> int:
    """Measure the parts asked for (all by default) and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    parser.add_argument("--repeat", type=int, default=15, help="runs of which the median is taken")
    parser.add_argument("--files", type=int, default=1000, help="files of the memory measurement")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    # Where this is set, every program that is started compiles what changed since its modules were last compiled: that
    # is no user's start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    wanted = options.parts or PARTS
    figures: list[Figure | Skipped] = []
    if "starting" in wanted:
        figures += starting.measure(options.repeat)
    if "loading" in wanted:
        figures += loading.measure(options.repeat)
    if "judging" in wanted:
        figures += judging.measure(options.repeat)
    if "memory" in wanted:
        figures += memory.measure(options.files)
    if "spreadsheets" in wanted:
        figures += spreadsheets.measure(options.repeat, options.files)
    if "docx" in wanted:
        figures += docx.measure(options.repeat)
    if "pdf" in wanted:
        figures += pdf.measure(options.repeat, min(100, options.files))
    if "reports" in wanted:
        figures += reports.measure(options.repeat, min(reports.FORMS, options.files))
    if "side_by_side" in wanted:
        figures += side_by_side.measure(options.repeat)
    if "copies" in wanted:
        figures += copies.measure(options.repeat)
    print(table(figures))
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())

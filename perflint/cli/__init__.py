"""The command line: one module a command, each importing what it needs only when it runs."""

import gc
import sys

# New objects before Python looks for cycles among them. It looks at every 700, which finds next to nothing while
# modules, rules and documents, which stay or go as a whole, are being made.
OBJECTS_BETWEEN = 50_000


def main() -> None:
    """The console script: run the command line and leave with its exit status."""
    gc.set_threshold(OBJECTS_BETWEEN)
    try:
        from perflint.cli.application import run  # noqa: PLC0415  # keeps `import perflint.cli` free of typer

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Before the command line is up there is nobody to say it.
        sys.exit(130)

"""The command line: one module a command, each importing what it needs only when it runs."""

import sys


def main() -> None:
    """The console script: run the command line and leave with its exit status."""
    try:
        from perflint.cli.application import run  # noqa: PLC0415  # keeps `import perflint.cli` free of typer

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Before the command line is up there is nobody to say it.
        sys.exit(130)

"""Runs commands of the portal's operator one after the other, until one fails.

In one process, because starting Django takes longer than what most of them do. Each is named before it runs.
"""

import json
import sys

import click

from machtigingen.project.cli import main as machtigingen


def main(opdrachten: list[list[str]]) -> None:
    for opdracht in opdrachten:
        print("machtigingen", *opdracht, file=sys.stderr, flush=True)  # noqa: T201
        try:
            machtigingen(opdracht, prog_name="machtigingen", standalone_mode=False)
        except click.ClickException as fout:
            fout.show()
            sys.exit(fout.exit_code)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

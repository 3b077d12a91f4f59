"""The operator's command line: `python -m casebase ...`."""

import argparse
import os
import sys

from casebase.casework.office import configuration_from, open_office
from casebase.cli import accounts, backup, demo, disposal, log, sheets, sign_in, verification
from casebase.domain.errors import CasebaseError, SeveralInvalid

MATTERS = (accounts, demo, sheets, log, backup, verification, sign_in, disposal)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        if "run_alone" in asked:  # what needs no office leaves none behind
            return int(asked.run_alone(asked))
        office = open_office(configuration_from(os.environ))
        return int(asked.run(office, asked))
    except SeveralInvalid as several:
        print("\n".join(str(fault) for fault in several.faults), file=sys.stderr)
    except CasebaseError as refused:
        print(refused, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m casebase", description="Casebase 운영자 명령")
    commands = parser.add_subparsers(required=True, metavar="명령")
    for matter in MATTERS:
        matter.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

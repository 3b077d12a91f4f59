"""The operator's command line: `python -m casebase ...`."""

import argparse
import os
import sys
from dataclasses import replace

from casebase.casework.office import Office, configuration_from, open_office
from casebase.cli import accounts, backup, demo, disposal, log, sheets, sign_in, verification
from casebase.cli.terminal import end_progress
from casebase.domain.errors import CasebaseError, SeveralInvalid

MATTERS = (accounts, demo, sheets, log, backup, verification, sign_in, disposal)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        if "run_alone" in asked:  # what needs no office leaves none behind
            return int(asked.run_alone(asked))
        return int(asked.run(_office(asked), asked))
    except SeveralInvalid as several:
        end_progress()
        print("\n".join(str(fault) for fault in several.faults), file=sys.stderr)
    except CasebaseError as refused:
        end_progress()
        print(refused, file=sys.stderr)
    return 2


def _office(asked: argparse.Namespace) -> Office:
    """Open the office, where the command says so also without all its files: the record is read from none of them."""
    configuration = configuration_from(os.environ)
    if "allows_missing_files" in asked:
        configuration = replace(configuration, allows_missing_files=True)
    return open_office(configuration)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m casebase", description="Casebase 운영자 명령")
    commands = parser.add_subparsers(required=True, metavar="명령")
    for matter in MATTERS:
        matter.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

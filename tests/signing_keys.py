"""Offices' keys to sign with, made once: a key takes long to find."""

import functools
from dataclasses import replace
from pathlib import Path

from casebase.documents.demo_key import new_demo_key
from casebase.documents.signer import PaperSigner, load_signer
from tests.builders import NOW
from tests.case_builders import Person


@functools.cache
def a_signer(serial: int = 1) -> PaperSigner:
    """The key of an office; of another serial, another's."""
    return load_signer(_key(serial), None, NOW)


def signing(person: Person) -> Person:
    """The same person in an office that signs its papers."""
    return replace(person, seat=replace(person.seat, signer=a_signer()))


def a_key_file(folder: Path) -> Path:
    """Put the key of that office in a file, as its settings name one."""
    file = folder / "office.p12"
    file.write_bytes(_key(1))
    return file


@functools.cache
def _key(serial: int) -> bytes:  # noqa: ARG001 - what tells the keys apart
    return new_demo_key()

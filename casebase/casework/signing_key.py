"""The key that signs an office's papers: where the settings say it lies, or a demo's own. It never enters the store."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from casebase.documents.demo_key import new_demo_key
from casebase.documents.signer import PaperSigner, load_signer
from casebase.domain.errors import SettingWrong
from casebase.store.ids import new_id
from casebase.store.sealing import KEYS

KEY, PASSWORD, PASSWORD_FILE = "CASEBASE_SIGNING_KEY", "CASEBASE_SIGNING_PASSWORD", "CASEBASE_SIGNING_PASSWORD_FILE"


def key_file_from(environment: Mapping[str, str]) -> Path | None:
    """Return where the key (PKCS#12) lies, None where the office has none. Raises: SettingWrong."""
    file = environment.get(KEY, "")
    if file and not Path(file).is_file():
        raise SettingWrong(f"{KEY}={file!r}: 서명 열쇠(PKCS#12) 파일이 없습니다.")
    return Path(file) if file else None


def key_password_from(environment: Mapping[str, str]) -> bytes | None:
    """Return the key's password, None where it has none. Raises: SettingWrong, which never tells the password."""
    password, file = environment.get(PASSWORD, ""), environment.get(PASSWORD_FILE, "")
    if password and file:
        raise SettingWrong(f"{PASSWORD}와 {PASSWORD_FILE} 가운데 하나만 지정하세요.")
    if not file:
        return os.fsencode(password) or None  # its bytes as they were given, also where they are no UTF-8
    try:
        return Path(file).read_bytes().rstrip(b"\r\n") or None
    except OSError as failure:
        raise SettingWrong(f"{PASSWORD_FILE}={file!r}: 파일을 읽을 수 없습니다({failure.strerror}).") from failure


def kept_signer(file: Path, password: bytes | None, now: datetime) -> PaperSigner:
    """Return the office's key from its file. Raises: SettingWrong."""
    try:
        content = file.read_bytes()
    except OSError as failure:
        raise SettingWrong(f"{KEY}={str(file)!r}: 파일을 읽을 수 없습니다({failure.strerror}).") from failure
    try:
        return load_signer(content, password, now)
    except SettingWrong as wrong:
        raise SettingWrong(f"{KEY}={str(file)!r}: {wrong}") from None


def demo_signer(home: Path, now: datetime) -> PaperSigner:
    """Return the key of a demo, made at the first call ever and kept under the home, for its owner's eyes only."""
    file = home / KEYS / "demo-office.p12"
    if not file.exists():
        _keep_once(file, new_demo_key())
    return load_signer(file.read_bytes(), None, now)


def _keep_once(file: Path, content: bytes) -> None:
    """Write a file that no reader meets half; where two processes write at once, the first one's stays."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.{new_id()}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        os.link(partial, file)
    except FileExistsError:
        return
    finally:
        partial.unlink()

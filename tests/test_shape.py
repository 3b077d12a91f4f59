"""The habits of the house that neither the linter nor the import graph can see."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
HOUSE = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "casebase").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TOOLS = [*sorted((ROOT / "benchmarks").rglob("*.py")), *sorted((ROOT / "scripts").rglob("*.py"))]
SCRIPTS = sorted((ROOT / "casebase").rglob("*.js"))

PAGE_LINES = 60
FUNCTION_LINES = 60
MEDIAN_FUNCTION_LINES = 8
FILE_LINES = 300

NAMES_THAT_TELL_NOTHING = {"util", "utils", "helper", "helpers", "common", "manager", "base", "misc", "core", "legacy"}
WHOLE_HOUSE_TESTS = {"shape", "walls", "visibility", "publicity", "routes"}  # tests of no single module
# Tests of a whole job in a real browser, of every page before every eye, and of the whole house under real faults.
OPEN_ROOMS = {"browser", "faults", "accessibility", "hostile"}

ENUMS_AND_SHAPES = {"Enum", "IntEnum", "StrEnum", "NamedTuple", "Protocol"}
SUBCLASSES = {
    "Bulk(Connection)",  # store functions write to it as to any connection
    "Deed(Look)",  # an act may do all that a look may
    "HeldKeySigner(Signer)",  # pyHanko signs by nothing else
    "_Outlines(BasePen)",  # fontTools draws into nothing else
}

QUESTION = re.compile(
    r"\s*(with\s+\w+\s+as|select\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+table)"
)
STORE_WRITES = ("insert_", "update_", "append_", "wipe_", "delete_", "put_")


def test_a_page_is_short() -> None:
    long = [_told(page, f"{_lines(page)} lines") for page in (ROOT / "pages").glob("*.py") if _lines(page) > PAGE_LINES]

    assert not long, f"a page has at most {PAGE_LINES} lines:\n" + "\n".join(long)


def test_a_file_is_short() -> None:
    files = [*HOUSE, *TESTS, *TOOLS, *SCRIPTS]
    long = [_told(file, f"{_lines(file)} lines") for file in files if _lines(file) > FILE_LINES]

    assert not long, f"a file has at most {FILE_LINES} lines:\n" + "\n".join(long)


def test_a_function_is_short() -> None:
    files = [*HOUSE, *TESTS, *TOOLS]
    long = [
        _told(file, f"{function.name}: {_length(function)} lines", function)
        for file in files
        for function in _functions(file)
        if _length(function) > FUNCTION_LINES
    ]

    assert not long, f"a function has at most {FUNCTION_LINES} lines:\n" + "\n".join(long)


def test_most_functions_are_very_short() -> None:
    middle = median(_length(function) for file in HOUSE for function in _functions(file))

    assert middle <= MEDIAN_FUNCTION_LINES, f"half of the functions have more than {middle} lines"


def test_a_module_opens_with_one_sentence() -> None:
    silent = [_told(file, "no sentence") for file in [*HOUSE, *TOOLS, *_tools_of_tests()] if not _opens_well(file)]

    assert not silent, "a module says in its first sentence what it holds:\n" + "\n".join(silent)


def test_a_test_file_is_named_after_a_module_of_its_room() -> None:
    homeless = [_told(file, "no such module") for file in TESTS if not _has_module(file)]

    assert not homeless, "tests/<room>/test_<module>.py tests casebase/<room>/<module>.py:\n" + "\n".join(homeless)


def test_no_name_tells_nothing() -> None:
    files = [*HOUSE, *TESTS, *TOOLS, *SCRIPTS]
    empty = {_told(file, "what is in it?") for file in files if _name_parts(file) & NAMES_THAT_TELL_NOTHING}

    assert not empty, "a name says what is inside:\n" + "\n".join(sorted(empty))


def test_nothing_inherits() -> None:
    heirs = [
        _told(file, f"{node.name}({name})", node)
        for file in HOUSE
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.ClassDef)
        for name in map(ast.unparse, node.bases)
        if not _may_inherit(node.name, name)
    ]

    assert not heirs, "errors and enums inherit, nothing else:\n" + "\n".join(heirs)


def test_a_page_reads_through_casework() -> None:
    direct = [
        _told(file, module, node)
        for file in (ROOT / "pages").glob("*.py")
        for node, module, _ in _imports(file)
        if module.startswith(("casebase.store", "casebase.insight"))
    ]

    assert not direct, "a page asks casework, not the store:\n" + "\n".join(direct)


def test_sql_stands_in_store_and_insight_only() -> None:
    astray = [
        _told(file, node.value.strip().splitlines()[0][:60], node)
        for file in HOUSE
        if _room(file) not in {"store", "insight"}
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and QUESTION.match(node.value.lower())
    ]

    assert not astray, "SQL stands in store and insight:\n" + "\n".join(astray)


def test_only_casework_writes_to_the_store() -> None:
    writers = [
        _told(file, f"{written}()", node)
        for file in HOUSE
        if _room(file) not in {"store", "casework"}
        for node, written in _writes(file)
    ]

    assert not writers, "only casework writes to the store:\n" + "\n".join(writers)


def test_a_transaction_is_opened_in_casework_only() -> None:
    openers = [
        _told(file, "transaction()", node)
        for file in HOUSE
        if _room(file) not in {"store", "casework"}
        for node in _calls(file)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "transaction"
    ]

    assert not openers, "only casework opens a transaction:\n" + "\n".join(openers)


def test_answers_are_fetched_to_their_end() -> None:
    """A DuckDB cursor that is not read to its end keeps its transaction open, and no checkpoint succeeds again."""
    halves = [
        _told(file, "fetchone()", node)
        for file in HOUSE
        for node in _calls(file)
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"fetchone", "fetchmany"}
    ]

    assert not halves, "fetchall() only:\n" + "\n".join(halves)


def test_every_act_has_a_label_a_row_a_door_and_a_line_in_the_printed_table() -> None:
    from casebase.access.act import Act
    from casebase.access.labels import ACT_LABELS
    from casebase.access.matrix import rows
    from casebase.access.table import markdown
    from tests.doors import DOORS, OPEN_NO_DOOR

    assert set(ACT_LABELS) == set(Act), "casebase/access/labels.py names every act"
    assert sorted(row.act for row in rows()) == sorted(Act), "casebase/access/matrix.py says what each act is done to"
    tried = {act for door in DOORS for act in (door.act, door.also) if act}
    assert tried == set(Act) - OPEN_NO_DOOR, "tests/doors.py tries every act"
    printed = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert printed == markdown(), "python -m casebase access-table --markdown > docs/access.md"


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3)
    left = [
        _told(file, line.strip()[:80])
        for file in [*HOUSE, *TESTS, *TOOLS, *SCRIPTS]
        for line in file.read_text(encoding="utf-8").splitlines()
        if any(re.search(rf"\b{mark}\b", line) for mark in marks)
    ]

    assert not left, "what is not done stands in an issue:\n" + "\n".join(left)


def _told(file: Path, what: str, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if isinstance(node, ast.expr | ast.stmt) else ""
    return f"{file.relative_to(ROOT)}{line}: {what}"


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@functools.cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(_tree(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def _calls(file: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_tree(file)) if isinstance(node, ast.Call))


def _tools_of_tests() -> list[Path]:
    return [file for file in TESTS if not file.name.startswith("test_")]


def _opens_well(file: Path) -> bool:
    first = (ast.get_docstring(_tree(file)) or "").split("\n\n")[0]
    return first.endswith((".", "?"))


def _has_module(file: Path) -> bool:
    if not file.name.startswith("test_"):
        return True
    name, room = file.stem.removeprefix("test_"), file.parent.relative_to(ROOT / "tests")
    if room.parts[:1] in {(open_room,) for open_room in OPEN_ROOMS} or (not room.parts and name in WHOLE_HOUSE_TESTS):
        return True
    house = ROOT if room.parts[:1] in {("pages",), ("benchmarks",), ("scripts",)} else ROOT / "casebase"
    tested = [house / room / f"{name}.py", house / room / f"__{name}__.py", house / room / name / "__init__.py"]
    return any(module.exists() for module in tested)


def _name_parts(file: Path) -> set[str]:
    return {part for step in file.relative_to(ROOT).with_suffix("").parts for part in re.split(r"[_\W]+", step)}


def _may_inherit(name: str, parent: str) -> bool:
    is_error = parent in _errors() or parent == "Exception"
    return is_error or parent in ENUMS_AND_SHAPES or f"{name}({parent})" in SUBCLASSES


def _errors() -> set[str]:
    errors = _tree(ROOT / "casebase" / "domain" / "errors.py")
    return {node.name for node in errors.body if isinstance(node, ast.ClassDef)}


def _room(file: Path) -> str:
    parts = file.relative_to(ROOT).parts
    return parts[1] if parts[0] == "casebase" and len(parts) > 2 else parts[0]


def _imports(file: Path) -> Iterator[tuple[ast.stmt, str, str]]:
    """Yield each import with its module in full and the name by which it goes in the file."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, f"{node.module}.{alias.name}", alias.asname or alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node, alias.name, alias.asname or alias.name) for alias in node.names)


def _writes(file: Path) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call that writes to the store, by a function imported or by a module of the store."""
    of_store = {name: module for _, module, name in _imports(file) if module.startswith("casebase.store.")}
    for node in _calls(file):
        function = node.func
        if isinstance(function, ast.Name) and function.id in of_store:
            name = of_store[function.id].rpartition(".")[2]
        elif isinstance(function, ast.Attribute) and ast.unparse(function.value) in of_store:
            name = function.attr
        else:
            continue
        if name.startswith(STORE_WRITES):
            yield node, name

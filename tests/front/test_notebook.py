from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from mpcheck import notebook, reporters
from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import ScanResult
from mpcheck.reporters import Report
from mpcheck.settings import Options
from mpcheck.source import UncheckableError

SCHEMA = Path(notebook.__file__).parent / "schemas" / "scan-report.schema.json"
Write = Callable[..., None]
IMPORT = "from multiprocessing import Pool"
WORKER = "def square(x):\n    return x * x"
SEND = "with Pool() as pool:\n    pool.map(square, [1])"


def document(*cells: str, **metadata: object) -> dict[str, object]:
    """A notebook with a text cell before its code cells."""
    text = {"cell_type": "markdown", "metadata": {}, "source": ["# multiprocessing\n"]}
    code = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": cell.splitlines(keepends=True)} for cell in cells
    ]
    return {"cells": [text, *code], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def data(*cells: str, **metadata: object) -> bytes:
    return json.dumps(document(*cells, **metadata), indent=1).encode()


def run(*paths: str, stdin: tuple[str, bytes] | None = None, jobs: int = 1, prefilter: bool = True) -> ScanResult:
    return scan(Request(paths, Options(isolated=True), stdin, jobs, prefilter), Installed())


def found(result: ScanResult) -> list[tuple[str, int, int, str]]:
    places = [(finding.location, finding.code) for finding in result.findings]
    return [(where.path, where.cell, where.line, code) for where, code in places]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def python(cell: str) -> str:
    return notebook.read(data(cell)).text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("x = 1\ny = 2", "x = 1\ny = 2\n"),
        ("%matplotlib inline\nx = 1", "pass\nx = 1\n"),
        ("!pip install it's(\nx = 1\n%time", "pass\nx = 1\npass\n"),
        ("if x:\n    !ls\n    %cd ..", "if x:\n    pass\n    pass\n"),
        ("files = !ls\nt = %timeit -o f()", "files = get_ipython()\nt = get_ipython()\n"),
        ("len?\n?len\nlen??", "pass\npass\npass\n"),
        ("!echo \\\n  more\nx = 1", "pass\n\nx = 1\n"),
        ("x = (7\n  % 4)\ny = 8 \\\n  % 3", "x = (7\n  % 4)\ny = 8 \\\n  % 3\n"),
        ('s = """\n!no (command\n% s"""\n%magic', 's = """\n!no (command\n% s"""\npass\n'),
        ("x = 1  # it's (\n%magic", "x = 1  # it's (\npass\n"),
        ("%%time\nx = 1", "\nx = 1\n"),
        ("%%bash\nls -l | wc", "\n\n"),
        ("%%writefile w.py\ndef f():\n    pass", "\n\n\n"),
        ("\n%%html\n<b>", "\n\n\n"),
        ("x != 1\nx %= 2", "x != 1\nx %= 2\n"),
        ("await f()", "await f()\n"),
    ],
)
def test_what_is_no_python_is_left_out_and_lines_stay_in_place(cell: str, expected: str) -> None:
    assert python(cell) == expected


def test_sources_may_be_strings_and_cells_may_stand_in_worksheets() -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"]}]}], "nbformat": 3}
    assert notebook.read(json.dumps(old).encode()).text == "a = 1\nb = 2\n"
    plain = {"cells": [{"cell_type": "code", "source": "a = 1\r\nb = 2"}]}
    assert notebook.read(b"\xef\xbb\xbf" + json.dumps(plain).encode()).text == "a = 1\nb = 2\n"


@pytest.mark.parametrize("metadata", [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "julia"}}])
def test_the_cells_of_other_languages_are_not_read(metadata: dict[str, object]) -> None:
    assert notebook.read(data("x <- 1", **metadata)).text == ""
    assert notebook.read(data("x = 1", kernelspec={"language": "python"}, language_info={"name": "ipython3"})).text


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b'{"cells": [', "MP001", 1),
        (b"[]", "MP001", 1),
        (b"{}", "MP001", 1),
        (b'{"cells": 1}', "MP001", 1),
        (b'\n{"cells": ["\xff"]}', "MP004", 2),
        (b'{"cells": ' * 100_000, "MP005", None),
    ],
)
def test_what_is_no_notebook_cannot_be_checked(here: Path, content: bytes, code: str, line: int | None) -> None:
    (here / "a.ipynb").write_bytes(content)
    (error,) = run("a.ipynb").errors
    assert (error.path, error.code, error.line) == ("a.ipynb", code, line)


def test_a_syntax_error_is_told_with_its_cell_and_the_line_in_it(here: Path) -> None:
    (here / "a.ipynb").write_bytes(data(IMPORT, "x = 1\ny = (", "z = 3"))
    (error,) = run("a.ipynb").errors
    assert (error.code, error.line) == ("MP001", 2)
    assert error.message.startswith("cell 3: ")


def test_a_notebook_without_code_is_fine(here: Path) -> None:
    (here / "a.ipynb").write_bytes(data())
    (here / "b.ipynb").write_bytes(data("", "  \n"))
    result = run(".", prefilter=False)
    assert (result.errors, result.findings, result.files) == ((), (), 2)


def test_cells_are_one_module_and_places_are_counted_in_cells(here: Path) -> None:
    (here / "sub").mkdir()
    (here / "sub" / "a.ipynb").write_bytes(data(IMPORT, WORKER, f"x = 1\n{SEND}"))
    result = run(".")
    assert found(result) == [("sub/a.ipynb", 4, 3, "MP130")]
    (finding,) = result.findings
    assert [(one.location.cell, one.location.line) for one in finding.related] == [(3, 1)]
    assert finding.location.column == 14
    assert result.excerpts["sub/a.ipynb:cell 4", 3] == "    pool.map(square, [1])"
    assert found(run(".", prefilter=False)) == found(run(".", jobs=2)) == found(result)


def test_checkpoints_are_not_scanned(here: Path) -> None:
    (here / ".ipynb_checkpoints").mkdir()
    (here / ".ipynb_checkpoints" / "a.ipynb").write_bytes(data(IMPORT, WORKER, SEND))
    assert run(".").files == 0


def test_every_format_tells_cell_and_line(here: Path) -> None:
    (here / "a.ipynb").write_bytes(data(IMPORT, WORKER, SEND))
    result = run("a.ipynb")
    texts = {}
    for name in reporters.FORMATS:
        stream = io.StringIO()
        reporters.write(name, Report(result, lambda: Installed().rules(Installed().codes())), stream)
        texts[name] = stream.getvalue()
    assert texts["concise"].startswith("a.ipynb:cell 4:2:14: MP130 ")
    assert "a.ipynb:cell 4:2:14" in texts["full"]
    assert "a.ipynb:cell 3:1:1" in texts["full"]
    assert "::error file=a.ipynb,title=MP130 worker-defined-in-notebook::Cell 4, line 2: " in texts["github"]
    report = json.loads(texts["json"])
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (finding,) = report["findings"]
    assert (finding["path"], finding["cell"], finding["line"]) == ("a.ipynb", 4, 2)
    assert (finding["related"][0]["cell"], finding["related"][0]["line"]) == (3, 1)
    (place,) = json.loads(texts["sarif"])["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["region"]["startLine"] == 2
    assert place["logicalLocations"] == [{"name": "cell 4"}]


def test_comments_silence_findings_of_their_cell_only(here: Path) -> None:
    send = SEND.replace("[1])", "[1])  # mpcheck: ignore[MP130]")
    idle = "x = 1\ny = 2  # mpcheck: ignore[MP130]"
    (here / "a.ipynb").write_bytes(data(IMPORT, WORKER, idle, send))
    assert found(run(".")) == [("a.ipynb", 4, 2, "MP002")]


def test_a_notebook_on_standard_input() -> None:
    assert found(run(stdin=("x.ipynb", data(IMPORT, WORKER, SEND)))) == [("x.ipynb", 4, 2, "MP130")]


def test_a_notebook_is_never_imported_again() -> None:
    start = (
        "import multiprocessing as mp\nmp.set_start_method('spawn')\nwith mp.Pool() as pool:\n    pool.map(abs, [1])"
    )
    assert found(run(stdin=("y.ipynb", data(start)))) == []


def test_workers_of_files_beside_the_notebook(here: Path) -> None:
    (here / "workers.py").write_text(WORKER)
    (here / "tools.py").write_text(
        f"{IMPORT}\ndef pmap(function, items):\n    with Pool() as p:\n        p.map(function, items)"
    )
    (here / "a.ipynb").write_bytes(
        data(IMPORT, "from workers import square\nfrom tools import pmap", SEND, "pmap(square, [1])")
    )
    (here / "b.ipynb").write_bytes(data("%%writefile mine.py\n" + WORKER, IMPORT, "from mine import square", SEND))
    (here / "c.ipynb").write_bytes(
        data("from tools import pmap", WORKER, "pmap(square, [1])", "pmap(lambda x: x, [1])")
    )
    assert found(run(".")) == [("c.ipynb", 4, 1, "MP130"), ("c.ipynb", 5, 1, "MP201")]


def test_a_notebook_that_cannot_be_read_matters_only_if_it_may_speak_of_processes(here: Path) -> None:
    (here / "a.ipynb").write_text("{")
    (here / "b.ipynb").write_text('{"cells": ["multiprocessing"')
    assert [error.path for error in run(".").errors] == ["b.ipynb"]


def test_the_error_names_what_it_is() -> None:
    with pytest.raises(UncheckableError, match="is no notebook"):
        notebook.read(b"no json")

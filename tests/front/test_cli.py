from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake import FLAWED

import mpcheck as package
from mpcheck.cli import _progress
from mpcheck.cli.main import command_names

Run = Callable[..., SimpleNamespace]


def test_exit_codes(mpcheck: Run, here: Path) -> None:
    (here / "clean.py").write_text("x = 1\n")
    (here / "flawed.py").write_text(FLAWED)
    (here / "broken.py").write_text("def f(:\n")
    assert mpcheck("scan", "clean.py").code == 0
    assert mpcheck("scan", "flawed.py").code == 1
    assert mpcheck("scan", "flawed.py", "--exit-zero").code == 0
    assert mpcheck("scan", "broken.py", "flawed.py", "--exit-zero").code == 2
    assert mpcheck("scan", "absent.py", "--exit-zero").code == 2
    assert mpcheck("scan").code == 1


def test_findings_go_to_standard_output_and_the_summary_to_standard_error(mpcheck: Run, here: Path) -> None:
    (here / "a.py").write_text(FLAWED + "advice()\n")
    done = mpcheck("scan", ".")
    assert done.out == "a.py:3:1: MP201 a flaw is called\na.py:4:1: MP204 advice is called\n"
    assert done.err.startswith("Scanned 1 file (4 lines) in ")
    assert done.err.endswith(" s: 1 error, 1 note.\n")
    assert mpcheck("scan", ".", "-q").err == ""
    assert mpcheck("scan", "absent", "a.py").err.endswith(": 1 error, 1 note; 1 thing could not be checked.\n")


def test_every_format_is_written(mpcheck: Run, here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    starts = {"full": "MP201 error: ", "concise": "a.py:3:1: ", "json": "{", "sarif": "{", "github": "::error "}
    for name, start in starts.items():
        assert mpcheck("scan", ".", "--output-format", name).out.startswith(start)


def test_a_terminal_gets_the_full_report(mpcheck: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.py").write_text(FLAWED)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert "^^^^^^^^^^" in mpcheck("scan", ".").out


def test_a_report_in_a_file_appears_whole(mpcheck: Run, here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    out = here / "out.json"
    assert mpcheck("scan", ".", "--output-format=json", "--output-file", "out.json").out == ""
    assert json.loads(out.read_text())["findings"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) & 0o444 == 0o444 & ~current_umask()
        out.chmod(0o600)
        mpcheck("scan", ".", "--output-file", "out.json")
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sorted(path.name for path in here.iterdir()) == ["a.py", "out.json"]


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_report_that_fails_half_way_leaves_the_old_one(
    mpcheck: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.py").write_text(FLAWED)
    (here / "out").write_text("old")

    def fail(_name: str, _report: object, stream: io.StringIO) -> None:
        stream.write("new")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mpcheck.reporters.write", fail)
    done = mpcheck("scan", ".", "--output-file", "out")
    assert done.code == 2
    assert done.err.startswith("mpcheck: error: out: the report cannot be written: No space left on device\n  cure: ")
    assert (here / "out").read_text() == "old"
    assert sorted(path.name for path in here.iterdir()) == ["a.py", "out"]


def test_a_report_can_go_to_a_device(mpcheck: Run) -> None:
    assert mpcheck("scan", ".", "--output-file", os.devnull).code == 0
    assert mpcheck("scan", ".", "--output-file", "absent/out").code == 2


def test_standard_input(mpcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def feed() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FLAWED.encode())))

    feed()
    assert mpcheck("scan", "-", "--stdin-filename", "sub/a.py").out.startswith("sub/a.py:3:1: MP201")
    feed()
    assert mpcheck("scan", "-").out.startswith("<stdin>:3:1: MP201")
    done = mpcheck("scan", ".", "--stdin-filename", "a.py")
    assert (done.code, done.err.count("add - to the paths")) == (2, 1)


def test_options_reach_the_scan(mpcheck: Run, here: Path) -> None:
    (here / "a.py").write_text(FLAWED + "guess()\n")
    (here / "pyproject.toml").write_text("[tool.mpcheck]\nlevel = 'pedantic'\n")

    def codes(*words: str) -> list[str]:
        return [line.split()[1] for line in mpcheck("scan", ".", *words).out.splitlines()]

    assert codes() == ["MP201", "MP203"]
    assert codes("--isolated") == ["MP201"]
    assert codes("--level", "default") == ["MP201"]
    assert codes("--ignore", "MP201,MP202") == ["MP203"]
    assert codes("--select", "MP201", "--select", "MP203") == ["MP201", "MP203"]
    assert codes("--no-prefilter", "-j", "2") == ["MP201", "MP203"]
    words = ("--target-python=3.14", "--target-platform=linux", "--start-method=spawn", "--output-format=json")
    document = json.loads(mpcheck("scan", ".", *words).out)
    assert document["targets"] == [{"platform": "linux", "python": "3.14", "start_method": "spawn"}]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["scn"], "did you mean 'scan'?"),
        (["--vrsion"], "did you mean '--version'?"),
        (["a.py"], "to scan a path: mpcheck scan a.py"),
        (["scan", "--selct", "MP2"], "did you mean '--select'?"),
        (["scan", "--select=MP9"], "there is no code 'MP9'"),
        (["scan", "--select="], "need a code"),
        (["scan", "--level", "strct"], "did you mean 'strict'?"),
        (["scan", "--output-format", "jsn"], "did you mean 'json'?"),
        (["scan", "--target-platform", "window"], "did you mean 'windows'?"),
        (["scan", "--start-method", "forkserve"], "did you mean 'forkserver'?"),
        (["scan", "--target-python", "3.99"], "it knows 3.8 to 3.15"),
        (["scan", "-j", "0"], "'0' is not a number of at least 1"),
        (["scan", "-j"], "expected one argument"),
        (["explain", "MP20"], "did you mean 'MP20"),
    ],
)
def test_a_wrong_call_names_the_nearest_word(mpcheck: Run, here: Path, words: list[str], message: str) -> None:
    (here / "a.py").touch()
    done = mpcheck(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("mpcheck: error: ")
    assert message in done.err


def test_help_and_version(mpcheck: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert mpcheck("--version").out == f"mpcheck {package.__version__}\n"
    overview = mpcheck("--help")
    assert overview.code == 0
    assert all(f"\n  {name}" in overview.out for name in command_names())
    assert {"scan", "explain"} <= set(command_names())
    bare = mpcheck()
    assert (bare.code, bare.out, bare.err) == (2, "", overview.out)
    with pytest.raises(SystemExit) as stopped:
        mpcheck("scan", "--help")
    assert stopped.value.code == 0
    assert "--stdin-filename" in capsys.readouterr().out


def test_explain(mpcheck: Run) -> None:
    done = mpcheck("explain", "mp201", "MP001")
    assert done.code == 0
    assert done.out.startswith("# MP201: flaw\n")
    assert "# MP001: syntax-error\n" in done.out
    listing = mpcheck("explain").out.splitlines()
    assert listing[0].split()[:2] == ["MP000", "internal-error"]
    assert listing[-1].split()[:2] == ["MP303", "sleep"]


def test_explain_on_a_terminal(mpcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "MP201: flaw" in mpcheck("explain", "MP201").out


def test_progress_shows_on_a_terminal_once_a_scan_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def shown(stream: io.StringIO, *, wanted: bool = True) -> str:
        with _progress.progress_bar(stream, shown=wanted) as update:
            update("Checking", 1, 2)
        return stream.getvalue()

    monkeypatch.setenv("TERM", "xterm")
    assert shown(Terminal()) == ""
    monkeypatch.setattr(_progress, "_PATIENCE", 0)
    assert "Checking" in shown(Terminal())
    assert shown(Terminal(), wanted=False) == ""
    assert shown(io.StringIO()) == ""

from __future__ import annotations

import os
import socket
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpcheck.source import MAX_BYTES, UncheckableError, decode, is_of_python_2, packages, parse, read


def refusal(function: object, argument: object) -> tuple[str, int | None]:
    with pytest.raises(UncheckableError) as caught:
        function(argument)  # type: ignore[operator]
    return caught.value.code, caught.value.line


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        ("x = 'ä'\n".encode(), "x = 'ä'\n"),
        ("# coding: latin-1\nx = 'ä'\n".encode("latin-1"), "# coding: latin-1\nx = 'ä'\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
    ],
)
def test_decoding_follows_the_mark_and_the_declaration(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"x = 1\ny = 2\nz = '\xff'\n", 3),
        (b"\xff\xfex\x00", 1),
        (b"# coding: no-such-codec\n", 1),
        (b"# coding: rot13\n", 1),
        (b"\xef\xbb\xbf# coding: latin-1\n", 1),
    ],
)
def test_what_cannot_be_decoded_is_named_with_its_line(data: bytes, line: int) -> None:
    assert refusal(decode, data) == ("MP004", line)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\f")), st.sampled_from(["", "\ufeff"]))
def test_decoding_gives_back_any_text(text: str, mark: str) -> None:
    # The first line is no declaration, so that the text is UTF-8 whatever it says.
    whole = f"pass\npass\n{text}"
    assert decode((mark + whole).encode()) == whole


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("x = 1\ndef f(:\n", "MP001", 2),
        ("x = 1\n\0\n", "MP001", 2),
        ("print 'two'\n", "MP001", 1),
        ("x = " + "9" * 5000, "MP001", 1),
        ("(" * 5000, "MP005", 1),
        ("-" * 100_000 + "1", "MP005", None),
        ("if a: pass\n" + "elif a: pass\n" * 20_000, "MP005", None),
    ],
    ids=["syntax", "null", "python2", "huge-number", "parentheses", "operators", "elif"],
)
def test_what_does_not_parse_is_named(text: str, code: str, line: int | None) -> None:
    found, at = refusal(parse, text)
    if text.startswith("x = 9") and found == "MP001":
        at = line  # where a limit on digits exists, its message has no line in some versions
    assert (found, at) == (code, line)


def test_parsing_keeps_the_warnings_of_scanned_code_to_itself() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parse("x = '\\d'\ny = 1 is 1\n").body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import os\nimport cPickle as pickle", True),
        ("try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle", False),
        ("import sys\nif sys.version_info < (3,):\n    import urllib2", False),
        ("from six.moves import cPickle", False),
        ("def load():\n    import cPickle", False),
    ],
)
def test_a_file_of_python_2_is_told_by_what_it_imports(text: str, expected: bool) -> None:
    assert is_of_python_2(parse(text)) is expected


def test_reading_gives_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\x00\r\n")
    assert read(str(tmp_path / "a.py")) == b"\x00\r\n"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(read, str(tmp_path / "absent.py")) == ("MP006", None)
    assert refusal(read, str(tmp_path / "file" / "below.py")) == ("MP006", None)
    assert refusal(read, "null\0character.py") == ("MP006", None)


def test_a_refused_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").touch()

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(read, str(tmp_path / "a.py")) == ("MP003", None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    os.mkfifo("pipe.py")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("door.py")
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    for path in ("pipe.py", "door.py", os.devnull, "."):
        assert refusal(read, path) == ("MP007", None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_that_replaces_a_file_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "a.py")
    os.mkfifo(path)
    (tmp_path / "file.py").touch()
    before = os.stat(tmp_path / "file.py")
    monkeypatch.setattr("mpcheck.source.os.stat", lambda _: before)
    assert refusal(read, path) == ("MP007", None)


def test_a_large_file_is_refused_without_being_parsed(tmp_path: Path) -> None:
    assert refusal(decode, b"#" * (MAX_BYTES + 1)) == ("MP009", None)
    assert decode(b"#" * MAX_BYTES)
    sparse = tmp_path / "sparse.py"
    with sparse.open("wb") as file:
        file.truncate(2**40 if sys.platform == "linux" else 2**27)
    assert refusal(read, str(sparse)) == ("MP009", None)


def test_the_packages_around_a_folder_are_those_with_an_init_file(tmp_path: Path) -> None:
    inner = tmp_path / "dask" / "array"
    inner.mkdir(parents=True)
    (inner / "__init__.py").touch()
    assert packages(str(inner)) == {"array"}
    (tmp_path / "dask" / "__init__.py").touch()
    assert packages(str(inner)) == {"array", "dask"}

"""A file as it is named, on disk, and as Python text.  Every way in which that can fail has a code."""

from __future__ import annotations

import ast
import os
import stat
import warnings
from fnmatch import fnmatchcase

#: No larger file is parsed: its syntax tree would take more than two gigabytes.
MAX_BYTES = 8 * 2**20
#: No larger file is even searched for words that make it worth parsing.
_MAX_READ = 64 * 2**20
#: Modules that Python 3 does not have, by names that nobody gives to others.
_OF_PYTHON_2 = {
    *("BaseHTTPServer", "ConfigParser", "SimpleHTTPServer", "SocketServer", "StringIO", "__builtin__", "cPickle"),
    *("cStringIO", "copy_reg", "httplib", "urllib2", "urlparse", "xmlrpclib"),
}
#: A pipe that takes the place of a file between stat and open must not block; O_BINARY is Windows'.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


#: Folders in which tests lie, and what these share.
TEST_FOLDERS = frozenset({"test", "tests", "testing"})
#: The names by which pytest takes files for tests, if it is told nothing else.
_TEST_NAMES = ("test_*.py", "*_test.py")


class UncheckableError(Exception):
    """A file cannot be checked; ``code`` is of `SCAN_CODES`, ``line`` 1-based or None."""

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(code, message, line)
        self.code = code
        self.message = message
        self.line = line


def show(path: str) -> str:
    """A path for reports: relative to the working directory where it lies below, with forward slashes."""
    absolute, here = os.path.abspath(path), os.getcwd()
    if absolute == here or absolute.startswith(os.path.join(here, "")):
        path = os.path.relpath(absolute, here)
    return os.path.normpath(path).replace(os.sep, "/")


def packages(folder: str) -> frozenset[str]:
    """The names of the packages in which a folder lies, itself among them."""
    if not os.path.isfile(os.path.join(folder, "__init__.py")):
        return frozenset()
    return packages(os.path.dirname(folder)) | {os.path.basename(folder)}


def is_named_for_tests(path: str) -> bool:
    """Whether a file has a name by which pytest takes it for tests."""
    name = os.path.basename(path)
    return any(fnmatchcase(name, pattern) for pattern in _TEST_NAMES)


def package_files(folder: str) -> tuple[str, ...]:
    """The files that make a folder, and those above it, packages: innermost first."""
    file = os.path.join(folder, "__init__.py")
    return (file, *package_files(os.path.dirname(folder))) if os.path.isfile(file) else ()


def read(path: str) -> bytes:
    """The bytes of a regular file; anything else is never opened.

    Raises `UncheckableError`: MP003, MP006, MP007 or MP009.
    """
    try:
        _require_file(os.stat(path))
        with open(os.open(path, _OPEN_FLAGS), "rb") as file:
            _require_file(os.fstat(file.fileno()))
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        raise UncheckableError("MP006", "no such file or folder") from None
    except OSError as error:
        raise UncheckableError("MP003", f"cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a null character in the name
        raise UncheckableError("MP006", f"no such file or folder: {error}") from None


def _require_file(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UncheckableError("MP007", f"is {_kind(status.st_mode)}, not a file, and was not opened")
    require_size(status.st_size, _MAX_READ)


def require_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raises `UncheckableError` MP009 where a file has more bytes."""
    if size > limit:
        raise UncheckableError("MP009", f"has {size:,} bytes; mpcheck checks files of up to {MAX_BYTES:,}")


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a character device",
        stat.S_IFBLK: "a block device",
    }
    return kinds.get(stat.S_IFMT(mode), "a special file")


def decode(data: bytes) -> str:
    r"""The text of a Python file by its byte order mark and PEP 263, with ``\n`` as the only line end.

    Raises `UncheckableError`: MP004 or MP009.
    """
    import io
    import tokenize

    require_size(len(data))
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not {error.encoding}" if data else str(error)
        raise UncheckableError("MP004", f"cannot be decoded: {what}", line) from None
    except (SyntaxError, LookupError, UnicodeError, ValueError) as error:
        raise UncheckableError("MP004", f"cannot be decoded: {error}", 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str) -> ast.Module:
    """The syntax tree.  Raises `UncheckableError` MP001 or MP005."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UncheckableError("MP001", "source code cannot contain null bytes", line)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the scanned code's warnings are not ours to print
            return ast.parse(text)
    except SyntaxError as error:
        code = "MP005" if "too many nested" in (error.msg or "") else "MP001"
        raise UncheckableError(code, error.msg or "invalid syntax", error.lineno or None) from None
    except (RecursionError, MemoryError):
        raise UncheckableError("MP005", "is nested too deeply for the parser") from None
    except ValueError as error:
        raise UncheckableError("MP001", str(error)) from None


def is_of_python_2(tree: ast.Module) -> bool:
    """Whether the first thing that a file does under Python 3 is to fail, for want of a module that it imports in any case."""
    imports = (one for one in tree.body if isinstance(one, ast.Import))
    return any(alias.name in _OF_PYTHON_2 for one in imports for alias in one.names)

"""The table of what cannot be pickled says what this Python does."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import sys
from collections.abc import Iterator
from multiprocessing.context import set_spawning_popen
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mpcheck.model.tables.picklability import Unpicklable, unpicklable

#: The arguments with which each name is called; None: it is sent as it is.
ARGUMENTS: dict[str, str | None] = {
    "builtins.open": "__file__",
    "io.open": "__file__",
    "codecs.open": "__file__, 'rb'",
    "os.fdopen": "os.dup(1), 'w'",
    "os.popen": "'exit'",
    "gzip.open": "'x', 'wb'",
    "gzip.GzipFile": "'x', 'wb'",
    "bz2.open": "'x', 'wb'",
    "bz2.BZ2File": "'x', 'wb'",
    "lzma.open": "'x', 'wb'",
    "lzma.LZMAFile": "'x', 'wb'",
    "zipfile.ZipFile": "'x', 'w'",
    "tarfile.open": "'x', 'w'",
    "tarfile.TarFile": "'x', 'w'",
    "threading.Barrier": "2",
    "threading.Timer": "1, print",
    "sqlite3.connect": "':memory:'",
    "ssl.SSLContext": "ssl.PROTOCOL_TLS_CLIENT",
    "mmap.mmap": "-1, 10",
    "builtins.memoryview": "b''",
    "csv.reader": "[]",
    "csv.writer": "sys.stdout",
    "csv.DictReader": "[]",
    "csv.DictWriter": "sys.stdout, []",
    "weakref.ref": "Path",
    "re.match": "'a', 'a'",
    "re.search": "'a', 'a'",
    "re.fullmatch": "'a', 'a'",
    "re.finditer": "'a', 'a'",
    "os.walk": "'.'",
    "glob.iglob": "'*'",
    "types.MappingProxyType": "{}",
    "hashlib.new": "'sha1'",
    "hmac.new": "b'k', b'', 'sha1'",
    "contextvars.ContextVar": "'name'",
    "ctypes.pointer": "ctypes.c_int(1)",
    "ctypes.byref": "ctypes.c_int(1)",
    "struct.Struct": "'i'",
    "subprocess.Popen": "[sys.executable, '-c', '']",
    "logging.FileHandler": "'x'",
    "logging.handlers.RotatingFileHandler": "'x'",
    "logging.handlers.TimedRotatingFileHandler": "'x'",
    "logging.handlers.QueueHandler": "None",
    "logging.Logger": "'name'",
    **dict.fromkeys(
        (
            *(f"socketserver.{way}{kind}Server" for way in ("", "Threading", "Forking") for kind in ("TCP", "UDP")),
            *(
                f"socketserver.{way}Unix{kind}Server"
                for way in ("", "Threading", "Forking")
                for kind in ("Stream", "Datagram")
            ),
            *("http.server.HTTPServer", "http.server.ThreadingHTTPServer", "wsgiref.simple_server.WSGIServer"),
        ),
        "('127.0.0.1', 0), None, False",
    ),
    "socketserver.BaseServer": "('127.0.0.1', 0), None",
    "wsgiref.simple_server.make_server": "'127.0.0.1', 0, None",
    **{f"xmlrpc.server.{name}XMLRPCServer": "('127.0.0.1', 0)" for name in ("Simple", "Doc")},
    "http.client.HTTPSConnection": "'localhost'",
    "multiprocessing.pool.Pool": "1",
    "multiprocessing.pool.ThreadPool": "1",
    **{f"itertools.{name}": "[1]" for name in ("cycle", "repeat", "chain", "product", "permutations", "accumulate")},
    **{f"itertools.{name}": "[1]" for name in ("groupby", "tee", "zip_longest", "pairwise")},
    **{
        f"itertools.{name}": "[1], 1" for name in ("combinations", "combinations_with_replacement", "islice", "batched")
    },
    **{f"itertools.{name}": "len, []" for name in ("starmap", "takewhile", "dropwhile", "filterfalse")},
    "itertools.chain.from_iterable": "[[1]]",
    "itertools.compress": "[1], [1]",
    **dict.fromkeys(("os.environ", "sys.stdin", "sys.stdout", "sys.stderr")),
    **dict.fromkeys(("sys.stdin.buffer", "sys.stdout.buffer", "sys.stderr.buffer")),
}
#: Made by a method, or of a class that is not to be called by its name.
OTHERS = {
    "pathlib.Path.open": "Path(__file__).open()",
    "pathlib.Path.glob": "Path().glob('*')",
    "pathlib.Path.rglob": "Path().rglob('*')",
    "sqlite3.connect.cursor": "sqlite3.connect(':memory:').cursor()",
    "sqlite3.connect.execute": "sqlite3.connect(':memory:').execute('select 1')",
    "sqlite3.connect.executemany": "(c := sqlite3.connect(':memory:'), c.execute('create table t (a)'), "
    "c.executemany('insert into t values (?)', []))[2]",
    "sqlite3.connect.cursor.execute": "sqlite3.connect(':memory:').cursor().execute('select 1')",
    "re.Match": "next(re.finditer('a', 'a'))",
    "os.DirEntry": "next(os.scandir(os.path.dirname(__file__)))",
    "re.compile.match": "re.compile('a').match('a')",
    "re.compile.search": "re.compile('a').search('a')",
    "re.compile.fullmatch": "re.compile('a').fullmatch('a')",
    **{
        f"{mapping}.{view}": f"{made}.{view}()"
        for mapping, made in (
            ("dict", "{}"),
            ("builtins.dict", "dict()"),
            ("builtins.dict.fromkeys", "dict.fromkeys('a')"),
            ("builtins.vars", "vars(sys)"),
            ("collections.Counter", "collections.Counter()"),
            ("collections.Counter.copy", "collections.Counter().copy()"),
            ("collections.defaultdict", "collections.defaultdict(int)"),
            ("collections.OrderedDict", "collections.OrderedDict()"),
            ("collections.OrderedDict.fromkeys", "collections.OrderedDict.fromkeys('a')"),
        )
        for view in ("keys", "values", "items")
    },
    "collections.Counter.elements": "collections.Counter('a').elements()",
    "multiprocessing.managers.SyncManager": "multiprocessing.Manager()",
    "multiprocessing.managers.BaseManager": "(manager := multiprocessing.managers.BaseManager(), manager.start())[0]",
    # What is made in a fork context is refused by processes of another one.
    **{
        f"multiprocessing.{name}": f"multiprocessing.get_context('spawn').{name}({arguments})"
        for names, arguments in (
            ("Queue JoinableQueue SimpleQueue Lock RLock Semaphore BoundedSemaphore Condition Event", ""),
            ("Value RawValue", "'i'"),
            ("Array RawArray", "'i', 2"),
            ("Barrier", "2"),
        )
        for name in names.split()
    },
}
#: They need a screen, a running loop, a library for Windows, a file of the platform, a certificate, or an exception that is
#: handled.
NOT_HERE = {
    *("sys.exc_info", "http.server.HTTPSServer", "http.server.ThreadingHTTPSServer"),
    *(f"tkinter.{name}" for name in ("Tk", "Toplevel", "Frame", "Label", "Canvas")),
    *("asyncio.get_event_loop", "asyncio.get_running_loop", "ctypes.cdll.LoadLibrary", "ctypes.CDLL", "ctypes.PyDLL"),
    *("sys.stdin", "sys.stdout", "sys.stderr", "sys.stdin.buffer", "sys.stdout.buffer", "sys.stderr.buffer"),
    # They outlive the test by a moment.
    *("subprocess.Popen", "os.popen", "multiprocessing.pool.AsyncResult", "multiprocessing.pool.ThreadAsyncResult"),
}
STANDARD = {name: row for name, row in unpicklable().items() if not row.library and name not in NOT_HERE}


def expression(name: str) -> str:
    arguments = ARGUMENTS.get(name, "")
    return OTHERS.get(name) or (name if arguments is None else f"{name}({arguments})")


def made(name: str) -> Any:
    """The object of a row; skipped where this Python has no such thing."""
    modules: dict[str, Any] = {"Path": Path, "__file__": __file__, "sys": sys}
    parts = name.split(".")
    for end in range(1, len(parts)):
        with contextlib.suppress(ImportError):
            importlib.import_module(".".join(parts[:end]))
    for root in {parts[0], "builtins", "os", "multiprocessing"}:
        with contextlib.suppress(ImportError):
            modules[root] = importlib.import_module(root)
    try:
        return eval(expression(name), modules)  # noqa: S307 -- an expression of this file
    except AttributeError:
        pytest.skip(f"no {name} in this Python")


@contextlib.contextmanager
def starting_a_process() -> Iterator[None]:
    """As pickling is while a process is started."""
    popen: Any = SimpleNamespace(duplicate_for_child=lambda handle: handle, DupFd=lambda fd: fd)
    set_spawning_popen(popen)
    try:
        yield
    finally:
        set_spawning_popen(None)


def refuses(thing: object) -> bool:
    try:
        ForkingPickler.dumps(thing)
    except Exception:  # noqa: BLE001 -- each type has its own way to refuse
        return True
    return False


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "row"), STANDARD.items(), ids=STANDARD)
def test_what_the_table_says_cannot_be_pickled_cannot(
    name: str, row: Unpicklable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    thing = made(name)
    refused = refuses(thing)
    with starting_a_process():
        refused_at_start = refuses(thing)
    # A server that does not serve waits for ever when it is told to stop.
    for end in ("terminate", "close", "server_close" if hasattr(thing, "server_close") else "shutdown"):
        with contextlib.suppress(AttributeError, TypeError, RuntimeError, ValueError):
            getattr(thing, end)()
    assert refused == row.in_python(sys.version_info[:2])
    assert refused_at_start == (refused and not row.new_process)


@pytest.mark.parametrize("thing", [Path(), multiprocessing.Pipe, len, {"a": {1}}, range(3), map(len, [])], ids=str)
def test_what_is_not_in_the_table_can(thing: object) -> None:
    assert not refuses(thing)

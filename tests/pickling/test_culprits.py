"""Objects of the kinds that do not pickle: the right part is named, and nothing is said of those that do."""

from __future__ import annotations

import asyncio
import collections
import concurrent.futures
import contextlib
import contextvars
import csv
import ctypes
import dataclasses
import enum
import functools
import gc
import hashlib
import io
import logging
import mmap
import multiprocessing
import operator
import os
import queue
import random
import re
import selectors
import socket
import sqlite3
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import types
import unittest.mock
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mpcheck import explain_pickling
from mpcheck.pickling.report import PicklingReport

open_file = functools.partial(open, os.devnull)


#: Named after the module that asks for it first; after ctypes from Python 3.15 on.
_POINTER = ctypes.POINTER(ctypes.c_double)


class Holder:
    def __init__(self, **attributes: Any) -> None:
        self.__dict__ |= attributes

    def method(self) -> None: ...


class Slotted:
    __slots__ = ("lock", "name")

    def __init__(self) -> None:
        self.name, self.lock = "", threading.Lock()


class WithState(Holder):
    def __getstate__(self) -> dict[str, Any]:
        return {"made": lambda: 0}


@dataclasses.dataclass
class Job:
    number: int
    fn: Any


class Point(NamedTuple):
    x: Any
    y: Any


class FailingError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


class NewNeedsArgument:
    def __new__(cls, _a: int) -> NewNeedsArgument:  # noqa: PYI034 -- no Self before 3.11
        return super().__new__(cls)


def undressed(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper() -> Any:
        return function()

    return wrapper


@undressed
def decorated() -> None: ...


def original() -> None: ...


shadowed = original
original = undressed(original)
WrongName = collections.namedtuple("AnotherName", "a")  # type: ignore[name-match]  # noqa: PYI024
WrongEnum = enum.Enum("AnotherEnum", "A")  # type: ignore[misc]


def nested(captured: object, default: object = None) -> Callable[..., Any]:
    def inner(argument: object = default) -> object:
        return captured, argument

    return inner


def local_class() -> type:
    class Local: ...

    return Local


def generator() -> Iterator[int]:
    yield 1


async def coroutine() -> None: ...


@contextlib.contextmanager
def manager() -> Iterator[None]:
    yield


def frame() -> types.FrameType | None:
    return sys._getframe()


def endless() -> list[Any]:
    deep: list[Any] = []
    for _ in range(200_000):
        deep = [deep]
    return deep


def ended_program() -> subprocess.Popen[bytes]:
    program = subprocess.Popen([sys.executable, "-c", ""])
    program.wait()
    return program


def closed_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    loop.close()
    return loop


def circle() -> Holder:
    one = Holder()
    one.__dict__["itself"] = [one]
    return one


LOCK, FILE = "_thread.lock", "_io.TextIOWrapper"

#: Name, the object, the paths and types of its culprits.
CASES: list[tuple[str, Callable[[], object], list[tuple[str, str]]]] = [
    ("lambda", lambda: lambda: 0, [("obj", "function")]),
    ("nested function", lambda: nested(1), [("obj", "function")]),
    (
        "closure cell and default",
        lambda: nested(threading.Lock(), sqlite3.connect(":memory:")),
        [("obj", "function"), ("obj closure cell 'captured'", LOCK), ("obj.__defaults__[0]", "sqlite3.Connection")],
    ),
    ("decorated without wraps", lambda: decorated, [("obj", "function")]),
    ("defined again", lambda: shadowed, [("obj", "function")]),
    ("local class", local_class, [("obj", "type")]),
    ("instance of a local class", lambda: [local_class()()], [("obj[0].__class__", "type")]),
    ("namedtuple of another name", lambda: WrongName(1), [("obj.__class__", "type")]),
    (
        "enum of another name",
        lambda: WrongEnum.A,
        [("obj.__class__", "enum.EnumType" if sys.version_info >= (3, 11) else "enum.EnumMeta")],
    ),
    ("bound method", lambda: Holder(lock=threading.Lock()).method, [("obj.__self__.lock", LOCK)]),
    ("partial", lambda: functools.partial(print, 1, threading.Lock()), [("obj.args[1]", LOCK)]),
    ("partial of a lambda", lambda: functools.partial(lambda: 0), [("obj.func", "function")]),
    ("partial keyword", lambda: functools.partial(print, file=open_file()), [("obj.keywords['file']", FILE)]),
    (
        "deep path",
        lambda: Holder(session=Holder(adapters={"https://": Holder(lock=threading.Lock())})),
        [("obj.session.adapters['https://'].lock", LOCK)],
    ),
    (
        "several",
        lambda: [threading.Lock(), {1: open_file()}, (lambda: 0,)],
        [("obj[0]", LOCK), ("obj[1][1]", FILE), ("obj[2][0]", "function")],
    ),
    ("one among many", lambda: [*range(10_000), open_file(), *range(10_000)], [("obj[10000]", FILE)]),
    ("key", lambda: {threading.Lock(): 1}, [("obj key", LOCK)]),
    ("element of a set", lambda: {threading.Lock()}, [("obj element", LOCK)]),
    ("slots", Slotted, [("obj.lock", LOCK)]),
    ("state of its own", WithState, [("obj.__getstate__()['made']", "function")]),
    ("dataclass field", lambda: Job(1, lambda: 0), [("obj.fn", "function")]),
    ("field of a namedtuple", lambda: Point(1, lambda: 0), [("obj.y", "function")]),
    ("defaultdict", lambda: collections.defaultdict(lambda: 0), [("obj.default_factory", "function")]),
    ("deque", lambda: collections.deque([1, threading.Lock()]), [("obj[1]", LOCK)]),
    ("ordered dict", lambda: collections.OrderedDict(a=threading.Lock()), [("obj['a']", LOCK)]),
    ("filter by a lambda", lambda: filter(lambda _: True, []), [("obj.__reduce__()[1][0]", "function")]),
    ("exception's argument", lambda: ValueError(threading.Lock()), [("obj.args[0]", LOCK)]),
    ("exception that loads not", lambda: FailingError("a", "b"), [("obj", f"{__name__}.FailingError")]),
    ("instance that loads not", lambda: [NewNeedsArgument(1)], [("obj[0]", f"{__name__}.NewNeedsArgument")]),
    ("nested deep", lambda: {"deep": endless()}, [("obj['deep']", "list")]),
    ("same lock twice", lambda: [lock := threading.Lock(), lock], [("obj[0]", LOCK)]),
    ("RLock", threading.RLock, [("obj", "_thread.RLock")]),
    ("Condition", threading.Condition, [("obj", "threading.Condition")]),
    ("Event", lambda: Holder(done=threading.Event()), [("obj.done", "threading.Event")]),
    ("Semaphore", threading.Semaphore, [("obj", "threading.Semaphore")]),
    ("Barrier", lambda: threading.Barrier(1), [("obj", "threading.Barrier")]),
    ("Thread", threading.Thread, [("obj", "threading.Thread")]),
    ("local", threading.local, [("obj", "_thread._local")]),
    ("queue.Queue", lambda: Holder(q=queue.Queue()), [("obj.q", "queue.Queue")]),
    ("SimpleQueue", queue.SimpleQueue, [("obj", "_queue.SimpleQueue")]),
    ("executor", concurrent.futures.ThreadPoolExecutor, [("obj", "concurrent.futures.thread.ThreadPoolExecutor")]),
    ("Future", concurrent.futures.Future, [("obj", "concurrent.futures._base.Future")]),
    ("Popen", ended_program, [("obj", "subprocess.Popen")]),
    ("process", multiprocessing.Process, [("obj", "multiprocessing.context.Process")]),
    (
        "authkey",
        lambda: multiprocessing.current_process().authkey,
        [("obj", "multiprocessing.process.AuthenticationString")],
    ),
    ("mp.Lock", multiprocessing.Lock, [("obj", "multiprocessing.synchronize.Lock")]),
    ("mp.Event", multiprocessing.Event, [("obj", "multiprocessing.synchronize.Event")]),
    ("mp.Value", lambda: [multiprocessing.Value("i")], [("obj[0]", "multiprocessing.sharedctypes.Synchronized")]),
    ("RawArray", lambda: multiprocessing.RawArray("i", 2), [("obj", "multiprocessing.sharedctypes.c_int_Array_2")]),
    ("generator", generator, [("obj", "generator")]),
    ("context manager", manager, [("obj", "contextlib._GeneratorContextManager")]),
    # Not that of a dict: where multiprocessing.managers is imported, it crosses as a list.
    ("dict view", collections.OrderedDict().keys, [("obj", "odict_keys")]),
    ("mapping proxy", lambda: types.MappingProxyType({}), [("obj", "mappingproxy")]),
    ("memoryview", lambda: memoryview(b""), [("obj", "memoryview")]),
    ("module", lambda: Holder(np=re), [("obj.np", "module")]),
    ("frame", frame, [("obj", "frame")]),
    ("code", lambda: nested.__code__, [("obj", "code")]),
    ("binary file", lambda: open(os.devnull, "rb"), [("obj", "_io.BufferedReader")]),
    ("named temporary file", tempfile.NamedTemporaryFile, [("obj", "tempfile._TemporaryFileWrapper")]),
    ("zip file", lambda: zipfile.ZipFile(io.BytesIO(b"PK\5\6" + bytes(18))), [("obj", "zipfile.ZipFile")]),
    ("csv.reader", lambda: csv.reader([]), [("obj", "_csv.reader")]),
    ("csv.DictReader", lambda: csv.DictReader([]), [("obj", "csv.DictReader")]),
    ("mmap", lambda: mmap.mmap(-1, 10), [("obj", "mmap.mmap")]),
    ("os.environ", lambda: os.environ, [("obj", "os._Environ")]),
    ("sqlite3", lambda: Holder(db=sqlite3.connect(":memory:")), [("obj.db", "sqlite3.Connection")]),
    ("ssl", ssl.create_default_context, [("obj", "ssl.SSLContext")]),
    ("weak reference", lambda: weakref.ref(Holder), [("obj", "weakref.ReferenceType")]),
    ("WeakSet", weakref.WeakSet, [("obj", "_weakrefset.WeakSet")]),
    ("WeakValueDictionary", weakref.WeakValueDictionary, [("obj", "weakref.WeakValueDictionary")]),
    ("match", lambda: re.match("", ""), [("obj", "re.Match")]),
    ("hash", hashlib.sha256, [("obj", "_hashlib.HASH")]),
    ("compressor", zlib.compressobj, [("obj", "zlib.Compress")]),
    ("ContextVar", lambda: contextvars.ContextVar("x"), [("obj", "_contextvars.ContextVar")]),
    ("event loop", closed_loop, [("obj", "asyncio.unix_events._UnixSelectorEventLoop")]),
    ("handler", logging.StreamHandler, [("obj", "logging.StreamHandler")]),
    ("logger made by hand", lambda: logging.Logger("x"), [("obj", "logging.Logger")]),
    ("SystemRandom", random.SystemRandom, [("obj", "random.SystemRandom")]),
    ("Struct", lambda: struct.Struct("i"), [("obj", "_struct.Struct")]),
    ("pointer", lambda: ctypes.pointer(ctypes.c_double()), [("obj", f"{_POINTER.__module__}.LP_c_double")]),
    ("library", lambda: ctypes.CDLL(None), [("obj", "ctypes.CDLL")]),
    ("mock", unittest.mock.MagicMock, [("obj", "unittest.mock.MagicMock")]),
    ("selector", selectors.DefaultSelector, [("obj", "selectors.EpollSelector")]),
]


FINE: list[tuple[str, Callable[[], object]]] = [
    ("module function", lambda: nested),
    ("class", lambda: Holder),
    ("method", lambda: Holder(a=1).method),
    ("builtin", lambda: len),
    ("partial", lambda: functools.partial(nested, 1, default=[])),
    ("itemgetter", lambda: operator.itemgetter(1)),
    ("iterators", lambda: [iter([1]), zip([1]), enumerate([1]), reversed([1])]),
    ("containers", lambda: {"a": [1, (2, {3}), frozenset({4})], 5: collections.deque([6])}),
    ("in a circle", circle),
    ("BytesIO", lambda: io.BytesIO(b"x")),
    ("path", lambda: Path("x")),
    ("socket", socket.socket),
    ("exception", lambda: ValueError("x", 1)),
    ("dataclass", lambda: Job(1, nested)),
    ("logger", lambda: logging.getLogger("x")),
    ("NaN", lambda: float("nan")),
]


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Free what a case leaves in a cycle while its own filter of warnings holds, and not in another test."""
    yield
    gc.collect()


def explained(obj: object) -> PicklingReport:
    return explain_pickling(obj, start_methods=())


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(("make", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_culprit_is_named_and_no_other(make: Callable[[], object], expected: list[tuple[str, str]]) -> None:
    report = explained(make())
    assert report.picklable is False
    assert [(culprit.path, culprit.type) for culprit in report.culprits] == expected
    assert all(culprit.reason and culprit.cure for culprit in report.culprits)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("make", [make for _, make in FINE], ids=[name for name, _ in FINE])
def test_what_pickles_has_no_culprit(make: Callable[[], object]) -> None:
    report = explained(make())
    assert (report.picklable, report.culprits) == (True, ())
    assert report.size_bytes is not None
    assert report.size_bytes > 0

"""Objects that do not pickle, each with the parts that are to blame: for comparing tools that look for them."""

from __future__ import annotations

import asyncio
import collections
import concurrent.futures
import contextvars
import csv
import ctypes
import dataclasses
import functools
import hashlib
import io
import logging
import mmap
import multiprocessing
import os
import queue
import random
import re
import selectors
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
from typing import Any, NamedTuple

#: The object, and by path the parts that are to blame.
Case = tuple[Any, dict[str, Any]]


class Holder:
    """An object of the user's."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__ |= attributes

    def task(self) -> None:
        """A task."""


@dataclasses.dataclass
class Job:
    """A dataclass of the user's."""

    number: int
    fn: Any


class Slotted:
    """An object without a dictionary."""

    __slots__ = ("lock",)

    def __init__(self, lock: Any) -> None:
        self.lock = lock


class Point(NamedTuple):
    """A named tuple of the user's."""

    x: Any
    y: Any


class UnloadableError(Exception):
    """An exception that pickles and does not load."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def nested(captured: Any, default: Any = None) -> Any:
    def inner(argument: Any = default) -> Any:
        return captured, argument

    return inner


def local_class() -> type:
    class Local:
        """A class that no module has."""

    return Local


def generator() -> Iterator[int]:
    yield 1


def _ended_program() -> Any:
    program = subprocess.Popen([sys.executable, "-c", ""])
    program.wait()
    return program


#: Makers of parts that do not pickle, whatever holds them.
PARTS: dict[str, Callable[[], Any]] = {
    "lambda": lambda: lambda: 0,
    "nested function": lambda: nested(1),
    "local class": local_class,
    "generator": generator,
    "threading.Lock": threading.Lock,
    "threading.RLock": threading.RLock,
    "threading.Event": threading.Event,
    "threading.Condition": threading.Condition,
    "threading.Semaphore": threading.Semaphore,
    "threading.Thread": threading.Thread,
    "threading.local": threading.local,
    "queue.Queue": queue.Queue,
    "queue.SimpleQueue": queue.SimpleQueue,
    "multiprocessing.Lock": multiprocessing.Lock,
    "multiprocessing.Event": multiprocessing.Event,
    "multiprocessing.Value": lambda: multiprocessing.Value("i"),
    "multiprocessing.Process": multiprocessing.Process,
    "authkey": lambda: multiprocessing.current_process().authkey,
    "ThreadPoolExecutor": concurrent.futures.ThreadPoolExecutor,
    "Future": concurrent.futures.Future,
    "subprocess.Popen": _ended_program,
    "event loop": asyncio.new_event_loop,
    "open text file": lambda: open(os.devnull),
    "open binary file": lambda: open(os.devnull, "rb"),
    "NamedTemporaryFile": tempfile.NamedTemporaryFile,
    "ZipFile": lambda: zipfile.ZipFile(io.BytesIO(b"PK\5\6" + bytes(18))),
    "csv.reader": lambda: csv.reader([]),
    "mmap": lambda: mmap.mmap(-1, 10),
    "sqlite3.Connection": lambda: sqlite3.connect(":memory:"),
    "SSLContext": ssl.create_default_context,
    "selector": selectors.DefaultSelector,
    "weakref.ref": lambda: weakref.ref(Holder),
    "WeakValueDictionary": weakref.WeakValueDictionary,
    "WeakSet": weakref.WeakSet,
    "module": lambda: re,
    "re.Match": lambda: re.match("", ""),
    "hashlib.sha256": hashlib.sha256,
    "zlib.compressobj": zlib.compressobj,
    "dict view": {}.keys,
    "MappingProxyType": lambda: types.MappingProxyType({}),
    "memoryview": lambda: memoryview(b""),
    "code object": lambda: nested.__code__,
    "ContextVar": lambda: contextvars.ContextVar("x"),
    "logging handler": logging.StreamHandler,
    "logger made by hand": lambda: logging.Logger("x"),
    "SystemRandom": random.SystemRandom,
    "struct.Struct": lambda: struct.Struct("i"),
    "ctypes.CDLL": lambda: ctypes.CDLL(None),
    "MagicMock": unittest.mock.MagicMock,
}


def _held(number: int, part: Any) -> Case:
    """The part, held in one of the ways in which objects hold others."""
    ways: list[tuple[str, Callable[[Any], Any]]] = [
        ("obj.part", lambda it: Holder(part=it, other=1)),
        ("obj['key']", lambda it: {"other": [1], "key": it}),
        ("obj[1]", lambda it: [0, it]),
        ("obj.inner.parts['a'][0]", lambda it: Holder(inner=Holder(parts={"a": (it,)}))),
        ("obj.args[1]", lambda it: functools.partial(print, 1, it)),
        ("obj.fn", lambda it: Job(1, it)),
        ("obj.__self__.part", lambda it: Holder(part=it).task),
    ]
    path, hold = ways[number % len(ways)]
    return hold(part), {path: part}


def _several() -> Case:
    lock, file, function = threading.Lock(), open(os.devnull), nested(1)
    return {"a": [lock], "b": Holder(file=file), "c": function}, {
        "obj['a'][0]": lock,
        "obj['b'].file": file,
        "obj['c']": function,
    }


def _closure() -> Case:
    lock, connection = threading.Lock(), sqlite3.connect(":memory:")
    function = nested(lock, connection)
    return function, {"obj": function, "obj closure cell 'captured'": lock, "obj.__defaults__[0]": connection}


def _in_many() -> Case:
    lock = threading.Lock()
    return [*range(10_000), lock], {"obj[10000]": lock}


def _factory() -> Case:
    function = nested(1)
    return collections.defaultdict(function), {"obj.default_factory": function}


def _slotted() -> Case:
    lock = threading.Lock()
    return Slotted(lock), {"obj.lock": lock}


def _named_tuple() -> Case:
    function = nested(1)
    return Point(1, function), {"obj.y": function}


def _set() -> Case:
    lock = threading.Lock()
    return Holder(locks={lock}), {"obj.locks element": lock}


def _exception() -> Case:
    error = UnloadableError("a", "b")
    return Holder(errors=[error]), {"obj.errors[0]": error}


def _argument() -> Case:
    lock = threading.Lock()
    return ValueError("x", lock), {"obj.args[1]": lock}


def _instance() -> Case:
    kind = local_class()
    return [kind()], {"obj[0].__class__": kind}


def _deep() -> Case:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    return {"deep": deep}, {"obj['deep']": deep}


SPECIAL: dict[str, Callable[[], Case]] = {
    "three at once": _several,
    "closure and default": _closure,
    "one of 10,001": _in_many,
    "defaultdict's factory": _factory,
    "slot": _slotted,
    "field of a named tuple": _named_tuple,
    "element of a set": _set,
    "exception that does not load": _exception,
    "argument of an exception": _argument,
    "instance of a local class": _instance,
    "nested 100,000 deep": _deep,
}


def cases() -> dict[str, Callable[[], Case]]:
    """Makers of all cases by name."""
    held = {
        name: functools.partial(lambda number, make: _held(number, make()), number, make)
        for number, (name, make) in enumerate(PARTS.items())
    }
    return {**held, **SPECIAL}

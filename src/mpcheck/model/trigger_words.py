"""Words by which files that have to do with processes are told from the others, which need not be parsed."""

from __future__ import annotations

from mpcheck.model.tables.availability import OS_PROCESS_NAMES, SIGNAL_FUNCTIONS

#: A file that starts processes holds one of these: names of modules, one of which it must import, and of the option by
#: which code of its own runs in the child that a program is started from.
PROCESS_WORDS: tuple[bytes, ...] = (
    b"multiprocess",
    b"concurrent.futures",
    b"concurrent.interpreters",
    b"from concurrent import",
    b"import concurrent",
    b"billiard",
    b"preexec_fn",
)
#: The same for libraries that start processes of their own accord: modules, or functions and classes of theirs.
LIBRARY_WORDS: tuple[bytes, ...] = (
    b"DataLoader",
    b"LocalCluster",
    b"compileall",
    b"dask",
    b"from distributed ",
    b"hypercorn",
    b"import distributed",
    b"joblib",
    b"deco import",
    b"import deco ",
    b"import deco,",
    b"import deco\n",
    b"import deco\r",
    b"loky",
    b"mpire",
    b"p_tqdm",
    b"pandarallel",
    b"pathos",
    b"pebble",
    b"tqdm.contrib",
    b"uvicorn",
)
#: A file whose bytes hold none of these can have no finding of its own.
TRIGGERS: tuple[bytes, ...] = (
    *PROCESS_WORDS,
    *LIBRARY_WORDS,
    b"fork(",
    b"fork_",
    b"forkpty",
    b"subprocess",
    b"signal.SIG",
    b"signal.Signals",
    b"signal as",
    b"from signal import",
    b"import zmq",
    b"from zmq",
    b"socketserver",
    b".accept()",
    b"os.process_cpu_count",
    b"os.waitstatus_to_exitcode",
    b"add_signal_handler",
    b"SelectorEventLoop",
    b"import os as",
    b"from os import",
    *(f"os.{name}".encode() for name in OS_PROCESS_NAMES),
    *(f"signal.{name}".encode() for name in SIGNAL_FUNCTIONS),
)

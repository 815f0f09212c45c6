"""Kinds of objects that belong to one process, with the reason and the cure.

Those of the standard library count as a whole: what a reader wants to hear of is the thread, not the lock in its heart.
"""

import types

_REBUILD = "leave it out in __getstate__ and make a new one in __setstate__ or where it is first used"
_IN_WORKER = "open it in the worker: in the task itself, or once for each process in an initializer"
SHARED = "hand it over while a process starts: Process(args=...) or Pool(initializer=..., initargs=...)"

_ROWS = (
    (
        (
            "_thread.lock _thread.RLock _thread.LockType threading._RLock threading.Condition threading.Semaphore "
            "threading.BoundedSemaphore threading.Event threading.Barrier dummy_threading.Lock"
        ),
        "it keeps threads of one process apart and would lock nothing in another",
        _REBUILD + "; to keep processes apart, use a lock of multiprocessing and hand it over at their start",
    ),
    (
        "threading.Thread _thread._ThreadHandle",
        "a thread runs in one process only",
        "start the thread in the process that needs it",
    ),
    ("_thread._local threading.local", "its values belong to the threads of one process", _REBUILD),
    (
        "queue.Queue queue.SimpleQueue _queue.SimpleQueue",
        "a queue of threads ends at the border of its process",
        "use a multiprocessing.Queue, handed over at the start of the process, or a Manager().Queue()",
    ),
    (
        "io.IOBase _io._IOBase tempfile._TemporaryFileWrapper codecs.StreamReaderWriter",
        "an open file is a descriptor and a position of this process",
        "send its path and open the file in the worker",
    ),
    (
        (
            "zipfile.ZipFile tarfile.TarFile mmap.mmap shelve.Shelf dbm.sqlite3._Database posix.ScandirIterator posix.DirEntry "
            "nt.ScandirIterator nt.DirEntry _csv.reader _csv.writer csv.DictReader csv.DictWriter"
        ),
        "it holds an open file of this process",
        "send the path and open it in the worker",
    ),
    (
        "sqlite3.Connection sqlite3.Cursor sqlite3.Row sqlite3.Blob",
        "a database connection belongs to the process that opened it",
        _IN_WORKER,
    ),
    (
        "ssl.SSLContext _ssl._SSLContext ssl.SSLSocket select.epoll select.poll select.kqueue selectors._BaseSelectorImpl",
        "it is a resource of the system that this process holds",
        _IN_WORKER,
    ),
    (
        (
            "types.GeneratorType builtins.generator builtins.coroutine builtins.async_generator "
            "contextlib._GeneratorContextManagerBase"
        ),
        "it is a computation that stands still in the middle, with its local variables and its place in the code",
        "send what it is made of, or list(...) of what it yields",
    ),
    (
        (
            "builtins.dict_keys builtins.dict_values builtins.dict_items collections.odict_keys builtins.odict_keys "
            "builtins.odict_values builtins.odict_items"
        ),
        "it is a view into a dictionary",
        "send list(view)",
    ),
    ("builtins.mappingproxy", "it is a read-only view of a dictionary", "send dict(view)"),
    ("builtins.memoryview", "it is a view of memory of this process", "send bytes(view), or use shared memory"),
    (
        "builtins.module",
        "a module is not data",
        "import it where it is used; keep its name, not the module, in the object",
    ),
    (
        "builtins.frame builtins.traceback builtins.code builtins.cell",
        "it is a piece of the running interpreter",
        "send what you need of it as text or data; for a traceback: traceback.format_exception()",
    ),
    (
        (
            "weakref.ReferenceType weakref.WeakMethod weakref.WeakSet _weakrefset.WeakSet weakref.WeakValueDictionary "
            "weakref.WeakKeyDictionary builtins.weakref _weakref.ReferenceType _weakref.ProxyType weakref.ProxyType "
            "weakref.CallableProxyType builtins.weakproxy"
        ),
        "a weak reference points to an object that lives in this process",
        "send the object itself, or its key; " + _REBUILD,
    ),
    (
        "re.Match _sre.SRE_Match",
        "a match is tied to the text that was searched",
        "send match.group() or match.groupdict()",
    ),
    (
        (
            "_hashlib.HASH _hashlib.HMAC hmac.HMAC zlib.Compress zlib.Decompress _bz2.BZ2Compressor _bz2.BZ2Decompressor "
            "_lzma.LZMACompressor _lzma.LZMADecompressor _blake2.blake2b _blake2.blake2s"
        ),
        "it is a computation that is under way",
        "send its input or its result",
    ),
    (
        "contextvars.Context contextvars.ContextVar contextvars.Token _contextvars.Context _contextvars.ContextVar",
        "it belongs to the thread of execution of this process",
        "define the variable at module level, and send its value",
    ),
    (
        "asyncio.Future _asyncio.Future _asyncio.Task asyncio.events.AbstractEventLoop",
        "it belongs to an event loop of this process",
        "await the result and send that",
    ),
    (
        "asyncio.locks.Lock asyncio.locks.Event asyncio.queues.Queue",
        "up to Python 3.9 it is tied to its loop",
        _REBUILD,
    ),
    (
        "concurrent.futures._base.Future multiprocessing.pool.ApplyResult",
        "it waits for a result in this process",
        "wait for the result here and send that",
    ),
    (
        "concurrent.futures._base.Executor multiprocessing.pool.Pool multiprocessing.managers.BaseManager",
        "it owns threads and processes, which cannot be handed on",
        "keep it out of what is sent (a method as task sends its whole object); send a Manager's proxies, not the Manager",
    ),
    (
        "subprocess.Popen",
        "the program is a child of this process, and only it can wait for the end",
        "start the program in the worker, or send its pid",
    ),
    (
        "multiprocessing.process.BaseProcess",
        "only the process that made it can start it and wait for it, and its key is a secret",
        "send its name or pid",
    ),
    (
        "multiprocessing.process.AuthenticationString",
        "the key of a process is a secret that must not lie in a pickle",
        "send bytes(key) if you must",
    ),
    (
        (
            "multiprocessing.synchronize.SemLock multiprocessing.synchronize.Condition multiprocessing.synchronize.Event "
            "multiprocessing.synchronize.Barrier multiprocessing.queues.Queue multiprocessing.queues.SimpleQueue "
            "multiprocessing.sharedctypes.SynchronizedBase multiprocessing.heap.Arena multiprocessing.heap.BufferWrapper"
        ),
        "it is shared by inheritance: it crosses while a process starts, and never later",
        SHARED,
    ),
    (
        "logging.Handler",
        "a handler holds a lock and often an open file",
        "send the logger's name and call logging.getLogger() there; collect records with a QueueHandler in each worker",
    ),
    (
        "logging.Logger",
        "only loggers that logging.getLogger() gives are found again by name",
        "get it with logging.getLogger(name)",
    ),
    ("random.SystemRandom", "the generator of the system has no state", _REBUILD),
    ("_struct.Struct", "it is compiled in this process", "send its format and compile it there"),
    ("ctypes._Pointer _ctypes._Pointer _ctypes.CFuncPtr ctypes.CDLL", "it is an address in this process", _IN_WORKER),
    (
        "unittest.mock.NonCallableMock",
        "every mock has a class of its own, made while running",
        "send a simple stand-in",
    ),
    ("os._Environ", "it is tied to the environment of this process", "send dict(os.environ)"),
    ("argparse.ArgumentParser", "up to Python 3.13 it holds local functions", "send the parsed arguments"),
    (
        "pdb.Pdb tkinter.Misc _tkinter.tkapp sched.scheduler http.cookiejar.CookieJar",
        "it holds locks or windows",
        _REBUILD,
    ),
)
KINDS = {name: (reason, cure) for names, reason, cure in _ROWS for name in names.split()}
VERSIONED = {
    "itertools": "iterators of itertools pickle up to Python 3.13 only",
    "functools.partialmethod": "a partialmethod pickles, but cannot be loaded from Python 3.14 on",
    "argparse.ArgumentParser": "an ArgumentParser pickles from Python 3.14 on only",
    "builtins.super": "a super object pickles from Python 3.14 on only",
    "typing.NewType": "a NewType pickles from Python 3.10 on only",
    "asyncio.locks.Lock": "it pickles from Python 3.10 on only",
    "asyncio.locks.Event": "it pickles from Python 3.10 on only",
    "asyncio.queues.Queue": "it pickles from Python 3.10 on only",
}
_HOOKS = ("__reduce__", "__reduce_ex__", "__getstate__", "__getnewargs__", "__getnewargs_ex__")


def name_of(kind):
    """The qualified name of a type, with its module: ``_thread.lock``."""
    # A metaclass may answer with anything.
    module, name = type.__dict__["__module__"].__get__(kind), type.__dict__["__qualname__"].__get__(kind)
    return "%s.%s" % (module, name) if isinstance(module, str) else str(name)


def known(obj):
    """The reason and the cure for an object of a kind of the table, else None."""
    for owner in type(obj).__mro__:
        found = KINDS.get(name_of(owner))
        if found:
            return found
        if any(hook in vars(owner) for hook in _HOOKS) and not name_of(owner).startswith("multiprocessing."):
            return None  # it pickles in a way of its own: what is wrong then lies in what that gives
    return None


def is_whole(obj):
    """Whether a failing object of this kind is a culprit as it stands, whatever it holds."""
    return known(obj) is not None


def depends_on_version(obj):
    """In which Python such an object crosses, "" where that is the same in all."""
    if (
        isinstance(obj, types.MethodType)
        and obj.__func__.__name__.startswith("__")
        and not obj.__func__.__name__.endswith("__")
    ):
        return "a private method of an object is found again from Python 3.15 on only"
    kind = type(obj)
    if not isinstance(kind, type) or (kind.__module__ == "builtins" and kind is not super):
        return ""
    return VERSIONED.get(name_of(kind)) or (VERSIONED["itertools"] if kind.__module__ == "itertools" else "")

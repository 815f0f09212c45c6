"""What cannot be pickled: the results of library calls, in which Python, and by which way of sending.

Every row of the standard library is what CPython 3.8 to 3.15 does with the reduction that multiprocessing
adds to pickle: sockets and the ends of a pipe, which plain pickle refuses, do travel.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from mpcheck.model.tables.standard import (
    FUTURE,
    MANAGER,
    POOL,
    PROCESS,
    PROCESS_EXECUTOR,
    QUEUES,
    RESULT,
    SHARED,
    SYNC,
    THREAD_EXECUTOR,
    THREAD_POOL,
    THREAD_RESULT,
)


@dataclass(frozen=True, slots=True)
class Unpicklable:
    """What some calls give that does not travel to another process.

    ``words`` name it.  ``since`` and ``until`` are the first and the last Python that refuse it.
    ``shared``: multiprocessing made it to be shared, and hands it over while a process is started.
    ``new_process``: a process that is being started may get it, a task or a message not.
    ``sometimes``: the call may also give something else.  ``library``: not of the standard library, so
    that it depends on a version that is not known.  ``taught_by``: the function that teaches pickle to send it.
    """

    words: str
    since: tuple[int, int] = (3, 0)
    until: tuple[int, int] = (3, 99)
    shared: bool = False
    new_process: bool = False
    sometimes: bool = False
    library: bool = False
    taught_by: str = ""

    def in_python(self, version: tuple[int, int]) -> bool:
        return self.since <= version <= self.until


_FILES = (
    "builtins.open io.open codecs.open os.fdopen os.popen pathlib.Path.open tempfile.TemporaryFile "
    "tempfile.NamedTemporaryFile gzip.open gzip.GzipFile bz2.open bz2.BZ2File lzma.open lzma.LZMAFile "
    "sys.stdin sys.stdout sys.stderr sys.stdin.buffer sys.stdout.buffer sys.stderr.buffer"
)
_LOCKS = " ".join(f"threading.{name}" for name in SYNC)
_QUEUES = "queue.Queue queue.LifoQueue queue.PriorityQueue queue.SimpleQueue"
_HASHES = " ".join(
    f"hashlib.{name}" for name in ("new", "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b")
)
_HANDLERS = (
    "StreamHandler FileHandler handlers.RotatingFileHandler handlers.TimedRotatingFileHandler handlers.QueueHandler"
)
_KINDS_OF_SERVERS = "TCPServer UDPServer UnixStreamServer UnixDatagramServer"
_SERVERS = " ".join(
    (
        "socketserver.BaseServer",
        *(f"socketserver.{way}{kind}" for way in ("", "Threading", "Forking") for kind in _KINDS_OF_SERVERS.split()),
        *(f"http.server.{way}{kind}" for way in ("", "Threading") for kind in ("HTTPServer", "HTTPSServer")),
        "wsgiref.simple_server.make_server wsgiref.simple_server.WSGIServer",
        "xmlrpc.server.SimpleXMLRPCServer xmlrpc.server.DocXMLRPCServer",
    )
)
_LAZY = (
    "count cycle repeat chain chain.from_iterable product permutations combinations combinations_with_replacement "
    "accumulate starmap takewhile dropwhile islice groupby tee zip_longest compress filterfalse"
)
_MAPPINGS = (
    "dict builtins.dict builtins.dict.fromkeys builtins.vars collections.Counter collections.Counter.copy "
    "collections.defaultdict collections.OrderedDict collections.OrderedDict.fromkeys"
)
_VIEWS = " ".join(f"{mapping}.{view}" for mapping in _MAPPINGS.split() for view in ("keys", "values", "items"))
_SQLITE = "sqlite3.connect.cursor sqlite3.connect.execute sqlite3.connect.executemany sqlite3.connect.cursor.execute"

#: Makes tracebacks travel, and exceptions with theirs, whatever their constructors take.
TBLIB = "tblib.pickling_support.install"

_STANDARD: tuple[tuple[str, Unpicklable], ...] = (
    (_FILES, Unpicklable("an open file")),
    (_LOCKS, Unpicklable("a lock or event of threads")),
    ("threading.Thread threading.Timer threading.current_thread threading.main_thread", Unpicklable("a thread")),
    ("threading.local", Unpicklable("thread-local data")),
    (_QUEUES, Unpicklable("a queue of threads")),
    ("sqlite3.connect", Unpicklable("a database connection")),
    (_SQLITE, Unpicklable("a database cursor")),
    ("ssl.create_default_context ssl.SSLContext", Unpicklable("an SSL context")),
    (_SERVERS, Unpicklable("a server with a lock of threads")),
    ("http.client.HTTPSConnection", Unpicklable("a connection with an SSL context")),
    ("mmap.mmap", Unpicklable("a memory map")),
    ("builtins.memoryview", Unpicklable("a memoryview")),
    ("zipfile.ZipFile tarfile.open tarfile.TarFile", Unpicklable("an open archive")),
    ("csv.reader csv.writer csv.DictReader csv.DictWriter", Unpicklable("a CSV reader or writer")),
    (
        "weakref.ref weakref.WeakSet weakref.WeakValueDictionary weakref.WeakKeyDictionary",
        Unpicklable("a weak reference"),
    ),
    ("re.match re.search re.fullmatch", Unpicklable("a match of a regular expression", sometimes=True)),
    ("re.Match", Unpicklable("a match of a regular expression")),
    ("os.DirEntry", Unpicklable("an entry of a folder, as os.scandir gives it,")),
    ("re.finditer os.scandir os.walk glob.iglob pathlib.Path.glob pathlib.Path.rglob", Unpicklable("an iterator")),
    ("re.compile.match re.compile.search re.compile.fullmatch", Unpicklable("a match", sometimes=True)),
    (_VIEWS, Unpicklable("a view of a dict")),
    ("types.MappingProxyType", Unpicklable("a view of a dict")),
    (_HASHES, Unpicklable("a hash that is being computed")),
    ("hmac.new zlib.compressobj zlib.decompressobj", Unpicklable("a computation in progress")),
    ("random.SystemRandom secrets.SystemRandom", Unpicklable("the random generator of the system")),
    ("contextvars.ContextVar contextvars.copy_context", Unpicklable("a context variable")),
    ("ctypes.pointer ctypes.byref", Unpicklable("a pointer")),
    ("ctypes.CDLL ctypes.PyDLL ctypes.cdll.LoadLibrary", Unpicklable("a loaded library")),
    ("struct.Struct", Unpicklable("a compiled struct")),
    ("inspect.currentframe sys._getframe", Unpicklable("a frame")),
    ("sys.exc_info", Unpicklable("a traceback", sometimes=True, taught_by=TBLIB)),
    ("os.environ", Unpicklable("os.environ itself")),
    ("subprocess.Popen", Unpicklable("a running program")),
    ("asyncio.new_event_loop asyncio.get_event_loop asyncio.get_running_loop", Unpicklable("an event loop")),
    ("asyncio.Queue asyncio.Lock asyncio.Event asyncio.Semaphore", Unpicklable("an asyncio primitive", until=(3, 9))),
    (" ".join(f"logging.{name}" for name in _HANDLERS.split()), Unpicklable("a handler of logging")),
    ("logging.Logger", Unpicklable("a logger made by hand")),
    ("http.cookiejar.CookieJar", Unpicklable("a cookie jar")),
    ("sched.scheduler", Unpicklable("a scheduler")),
    ("argparse.ArgumentParser", Unpicklable("an argument parser", until=(3, 13))),
    ("unittest.mock.Mock unittest.mock.MagicMock", Unpicklable("a mock")),
    (
        " ".join(("collections.Counter.elements", *(f"itertools.{name}" for name in _LAZY.split()))),
        Unpicklable("an iterator of itertools", since=(3, 14)),
    ),
    ("itertools.pairwise itertools.batched", Unpicklable("an iterator of itertools")),
    ("tkinter.Tk tkinter.Toplevel tkinter.Frame tkinter.Label tkinter.Canvas", Unpicklable("a window of Tk")),
    (f"{POOL} {THREAD_POOL}", Unpicklable("a pool")),
    (f"{RESULT} {THREAD_RESULT} {FUTURE}", Unpicklable("a result that is pending")),
    (f"{PROCESS_EXECUTOR} {THREAD_EXECUTOR}", Unpicklable("an executor")),
    (f"{MANAGER} multiprocessing.managers.BaseManager", Unpicklable("a manager")),
    ("multiprocessing.connection.Listener", Unpicklable("a listener")),
    (PROCESS, Unpicklable("a process object", new_process=True)),
    *(
        (f"multiprocessing.{name}", Unpicklable(f"a multiprocessing.{name}", shared=True, new_process=True))
        for name in (*QUEUES, *SHARED, *SYNC)
    ),
)

_LIBRARIES: tuple[tuple[str, str], ...] = (
    ("psycopg.connect psycopg2.connect pymysql.connect pymysql.connections.Connection", "a database connection"),
    ("psycopg2.connect.cursor pymysql.connect.cursor", "a database cursor"),
    ("sqlalchemy.create_engine sqlalchemy.orm.Session sqlalchemy.orm.sessionmaker", "a database connection"),
    ("sqlalchemy.create_engine.connect", "a database connection"),
    ("redis.Redis redis.StrictRedis redis.from_url redis.ConnectionPool pymongo.MongoClient", "a database client"),
    ("httpx.Client httpx.AsyncClient boto3.client boto3.resource boto3.Session boto3.session.Session", "a client"),
    ("h5py.File", "an open HDF5 file"),
    ("lxml.etree.parse lxml.etree.fromstring lxml.etree.XML lxml.etree.Element lxml.html.fromstring", "a tree of lxml"),
    ("tqdm.tqdm tqdm.auto.tqdm tqdm.trange", "a progress bar"),
    ("zmq.Context zmq.Context.socket", "a ZeroMQ socket or context"),
    ("cv2.VideoCapture cv2.VideoWriter cv2.SIFT_create cv2.ORB_create", "an object of OpenCV"),
    ("grpc.insecure_channel grpc.secure_channel", "a channel of gRPC"),
    ("concurrent_log_handler.ConcurrentRotatingFileHandler", "a handler of logging"),
    ("concurrent_log_handler.ConcurrentTimedRotatingFileHandler", "a handler of logging"),
)


@functools.cache
def unpicklable() -> dict[str, Unpicklable]:
    """The rows by the dotted name of what makes the object."""
    rows = [*_STANDARD, *((names, Unpicklable(words, library=True)) for names, words in _LIBRARIES)]
    return {name: row for names, row in rows for name in names.split()}

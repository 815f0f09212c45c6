"""Of which type the results of library functions are, as far as that is sure: by the name of the function.

``texts`` are any iterable of strings, ``sequence`` is one of anything.
"""

from __future__ import annotations

_PATHS = (
    "join abspath basename dirname expanduser expandvars normcase normpath realpath relpath commonpath commonprefix"
)
_RESULTS = {
    "None": "builtins.print builtins.setattr builtins.delattr time.sleep os.remove os.unlink os.mkdir os.makedirs",
    "number": (
        "builtins.int builtins.float builtins.complex builtins.bool builtins.len builtins.ord builtins.hash builtins.id "
        "builtins.isinstance builtins.callable builtins.any builtins.all time.time time.perf_counter time.monotonic "
        "os.getpid os.getppid os.cpu_count multiprocessing.cpu_count random.random random.randint random.randrange os.system"
    ),
    "str": (
        "builtins.str builtins.repr builtins.ascii builtins.chr builtins.hex builtins.oct builtins.bin builtins.format "
        "builtins.input os.getcwd time.strftime time.ctime json.dumps pathlib.Path.read_text pathlib.Path.as_posix "
        + " ".join(f"os.path.{name}" for name in _PATHS.split())
    ),
    "texts": "glob.glob glob.iglob os.listdir os.path.split os.path.splitext sys.argv os.environ",
    "bytes": "builtins.bytes builtins.bytearray os.urandom pathlib.Path.read_bytes pickle.dumps",
    "set": "builtins.set builtins.frozenset",
    "dict": "builtins.dict collections.defaultdict collections.OrderedDict collections.Counter",
    "sequence": (
        "builtins.list builtins.tuple builtins.sorted builtins.range builtins.zip builtins.map builtins.filter "
        "builtins.enumerate builtins.reversed builtins.iter collections.deque dict.values dict.items"
    ),
}
TYPES = {name: kind for kind, names in _RESULTS.items() for name in names.split()}

_METHODS = {
    "str": {
        "str": (
            "capitalize casefold center expandtabs format format_map join ljust lower lstrip removeprefix removesuffix "
            "replace rjust rstrip strip swapcase title translate upper zfill"
        ),
        "texts": "split rsplit splitlines partition rpartition",
        "bytes": "encode",
        "number": "count find index rfind rindex startswith endswith isdigit isalpha isalnum isspace islower isupper",
    },
    "text file": {"str": "read readline", "texts": "readlines"},
}
#: By the type of an object and the name of its method.
TYPES_OF_METHODS = {
    (owner, name): kind for owner, kinds in _METHODS.items() for kind, names in kinds.items() for name in names.split()
}
#: What opens a file, text or not, with its parameters.
OPENERS = {
    "builtins.open": ("file", "mode"),
    "io.open": ("file", "mode"),
    "pathlib.Path.open": ("mode",),
}

"""The 139 known pitfalls, each with the rule or the probe that speaks of it, or the reason why none does.

``tasks/docs.py`` writes docs/catalogue.md from it.  Letters: A start methods and what children see, B pickling,
C deadlocks and hangs, D silent wrong results, E platforms and resources, F security, G subprocess and os.fork,
H tests and tooling.
"""

from __future__ import annotations

from collections.abc import Iterable

from tabulate import tabulate

from mpcheck.rules.base import Rule

PITFALLS: dict[str, str] = {
    "A01": "processes started while a script is imported, without a main guard",
    "A02": "a script without a guard calls a library that starts processes",
    "A03": "code relies on the default start method",
    "A04": "a wrong test of the start method or platform",
    "A05": "set_start_method in a library, at import, twice or with force",
    "A06": "the default context is fixed before set_start_method",
    "A07": "fork asked for without a look at the platform",
    "A08": "objects of one context given to processes of another",
    "A09": "a worker reads a global that only the main part sets",
    "A10": "a worker reads a global that the parent changed",
    "A11": "settings of the process made in main, which children do not inherit",
    "A12": "mocks and monkeypatches that do not reach the child",
    "A13": "a lock, queue or value made at module level and used by workers",
    "A14": "a pool made before its function is defined",
    "A15": "workers in test modules that a child cannot import",
    "A16": "programs from standard input, -c or the interactive prompt",
    "A17": "workers defined in a notebook",
    "A18": "frozen programs without freeze_support",
    "A19": "an embedded interpreter whose sys.executable is the host",
    "A20": "the environment that the fork server remembers",
    "A21": "a main module preloaded by the fork server",
    "A22": "waiting for all children, the fork server among them",
    "A23": "a temporary folder too long for AF_UNIX",
    "A24": "a framework that is not set up in the child",
    "A25": "heavy work at module level, repeated in each worker",
    "A26": "memory no longer shared by fork",
    "A27": "a pool used while its module is imported",
    "A28": "arguments collected before the child has rebuilt them",
    "A29": "workers in a module that was loaded by path",
    "A30": "file descriptors and sockets expected to be inherited",
    "B01": "a lambda or nested function for a pool",
    "B02": "a lambda or nested function for a process",
    "B03": "a decorated or rebound worker",
    "B04": "a type whose name is not that of its variable",
    "B05": "a method whose object holds something unpicklable",
    "B06": "an argument that cannot be pickled",
    "B07": "a lock, queue or value as argument of a task",
    "B08": "the same inside self, a partial or a container",
    "B09": "something unpicklable put into a queue",
    "B10": "an exception class that cannot be rebuilt",
    "B11": "an exception that cannot be rebuilt because of how it is raised",
    "B12": "exceptions of libraries that cannot be rebuilt",
    "B13": "a result that cannot be pickled",
    "B14": "messages of more than 2 GiB",
    "B15": "workers of a DataLoader",
    "B16": "a sentinel compared by identity",
    "B17": "hash() of strings compared between processes",
    "B18": "a tensor in a queue whose producer ends first",
    "B19": "multiprocessing's factories taken for classes",
    "B20": "a large constant sent with each task",
    "B21": "proxies of managers with other keys",
    "C01": "join before the queue is drained",
    "C02": "a pool's worker that dies",
    "C03": "sys.exit in a pool's worker",
    "C04": "a pool's initializer that raises",
    "C05": "a callback that raises",
    "C06": "ProcessPoolExecutor with max_tasks_per_child",
    "C07": "children of a daemonic worker",
    "C08": "a task that waits for its own executor",
    "C09": "fork while other threads run",
    "C10": "fork after use of a library that is not fork-safe",
    "C11": "fork after CUDA was initialised",
    "C12": "gevent or eventlet with multiprocessing",
    "C13": "the end of a pipe that never comes",
    "C14": "waiting without a time limit for a process that may be dead",
    "C15": "task_done not called on every path",
    "C16": "terminate while a queue or lock is in use",
    "C17": "a pool that is never closed",
    "C18": "a timeout that stops nothing",
    "C19": "join of a pool before close",
    "C20": "fork from an asyncio program",
    "C21": "Ctrl-C with a pool",
    "C22": "a manager's proxy shared over fork",
    "C23": "workers replaced by fork while a thread imports",
    "D01": "numpy's global generator in forked workers",
    "D02": "the same seed in every task",
    "D03": "a seed in the parent that does not reach workers",
    "D04": "a shared value changed without its lock",
    "D05": "a pool left with work pending",
    "D06": "a change inside a manager's container",
    "D07": "an object changed after it was put into a queue",
    "D08": "results that are never read",
    "D09": "a shared number that wraps round",
    "D10": "a process whose failure nobody asks for",
    "D11": "the target called instead of passed",
    "D12": "args that are a string or a single value",
    "D13": "attributes and globals set in the child and read in the parent",
    "D14": "empty() or qsize() as the end of a queue",
    "D15": "an open file shared over fork",
    "D16": "a connection shared over fork",
    "D17": "pointers in shared memory",
    "D18": "shared memory destroyed by whoever attached to it",
    "D19": "a view that outlives its shared memory",
    "D20": "what a ShareableList does to its strings",
    "D21": "the life of shared memory on Windows",
    "D22": "a daemonic worker ended while it writes",
    "D23": "atexit and finally in workers",
    "D24": "one log file for several processes",
    "D25": "an endless iterable for a map",
    "D26": "copy-on-write undone by reference counts",
    "D27": "the number of workers taken from cpu_count",
    "D28": "threads of BLAS in each worker",
    "D29": "input() in a worker",
    "D30": "somebody else takes the exit status of a child",
    "D31": "results matched to the wrong inputs",
    "E01": "qsize on macOS",
    "E02": "a queue of more than 32767 on macOS",
    "E03": "names of shared memory too long for macOS",
    "E04": "fork after Objective-C on macOS",
    "E05": "the proxy settings of macOS in a forked child",
    "E06": "more than 61 workers on Windows",
    "E07": "names that only POSIX has",
    "E08": "asyncio on Windows",
    "E09": "no /dev/shm, as on AWS Lambda",
    "E10": "no semaphores, as on Android",
    "E11": "WebAssembly",
    "E12": "the 64 MB of a container's /dev/shm",
    "E13": "file descriptors used up",
    "E14": "work started while the interpreter ends",
    "E15": "processes from a subinterpreter",
    "E16": "semaphores and shared memory left behind",
    "F01": "a listener or manager open to the network",
    "F02": "an authkey in the source",
    "F03": "the fork server's socket (CVE-2022-42919)",
    "F04": "a pickle protocol of one's own",
    "F05": "shared memory under a fixed name",
    "G01": "wait() with a full pipe",
    "G02": "preexec_fn",
    "G03": "a list with shell=True",
    "G04": "a shell killed, its children alive",
    "G05": "Windows' .cmd programs",
    "G06": "python in place of sys.executable",
    "G07": "a forked child that goes on with the parent's program",
    "G08": "a forked child that nobody waits for",
    "G09": "text mode without an encoding",
    "H01": "tests that pass thanks to fork",
    "H02": "coverage of workers lost",
    "H03": "plugins of pytest and child processes",
    "H04": "debuggers in workers",
}
#: Pitfalls of which no rule speaks: the probe of ``mpcheck env`` that does, or why nothing can.
ELSEWHERE: dict[str, str] = {
    "A03": "no rule of its own: each rule says on which start methods its finding breaks, and so what the default decides",
    "A16": "`mpcheck env`: the probe program-origin; no file to scan exists",
    "A19": "`mpcheck env`: the probe interpreter; which host will load the code is not in the code",
    "A21": "nothing: an empty sys.argv was seen under no Python tried; what is shared, the rules of D01 and D02 report",
    "A23": "`mpcheck env`: the probe af-unix; it depends on the machine alone",
    "B14": "nothing: how large a message will be is not in the code, and no Python since 3.8 refuses it",
    "B21": "nothing: which manager an object comes from, and with which key, is not in the code",
    "E10": "`mpcheck env`: the probe sem-open; it depends on the machine alone",
    "E12": "`mpcheck env`: the probe dev-shm; the size is set by whoever starts the container",
    "F03": "`mpcheck env`: the table of known bugs; it depends on the interpreter alone",
    "H01": "no rule of its own: `mpcheck scan` shows what a run of tests on one platform cannot",
    "H02": "nothing: it depends on the settings of coverage, not on the code",
}
_INTRODUCTION = """\
# The catalogue of pitfalls

Every pitfall that mpcheck's authors know, and what speaks of it: a [rule](rules/README.md) of `mpcheck scan`, or a probe
of `mpcheck env`, or the reason why neither does.
"""


def page(all_rules: Iterable[Rule]) -> str:
    """The text of docs/catalogue.md.  Raises KeyError for a pitfall of which nothing is said."""
    speaking: dict[str, list[str]] = {}
    for rule in all_rules:
        for entry in rule.catalogue:
            speaking.setdefault(entry, []).append(f"[{rule.code}](rules/{rule.code}.md) {rule.name}")
    rows = [
        (entry, title, "; ".join(speaking[entry]) if entry in speaking else ELSEWHERE[entry])
        for entry, title in PITFALLS.items()
    ]
    table = tabulate(rows, headers=("", "pitfall", "where"), tablefmt="github")
    return f"{_INTRODUCTION}\n{table}\n"

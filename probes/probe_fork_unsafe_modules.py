"""Which installed modules must not be used before a fork, and what does a new interpreter load and start by itself?"""

import errno
import importlib.util
import json
import multiprocessing
import os
import signal
import sys
import threading
import time

ID = "fork-unsafe-modules"
MODULES = {
    "cupy": "CUDA cannot be used again in a forked child",
    "cv2": "its threads are gone in a forked child, which may hang",
    "fsspec": "its event loop's thread is gone in a forked child",
    "grpc": "channels made before a fork hang in the child",
    "jax": "its threads are gone in a forked child, which may hang",
    "polars": "its thread pool is gone in a forked child, which hangs",
    "pymongo": "a client made before a fork may hang in the child",
    "sentry_sdk": "its thread is gone in a forked child",
    "tensorflow": "a session made before a fork hangs in the child",
    "tensorstore": "its threads are gone in a forked child",
    "tokenizers": "it switches off its parallelism after a fork",
    "torch": "CUDA cannot be used again in a forked child",
}


def is_installed(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):  # loaded in some odd way
        return name in sys.modules


def threads():
    """How many threads this process has, those of C libraries included where the system tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def probe(method, facts, checks):
    yield "count the threads"
    facts["threads"] = threads()
    yield "look for modules"
    facts["loaded"] = {name: why for name, why in MODULES.items() if name in sys.modules}
    facts["installed"] = {name: why for name, why in MODULES.items() if is_installed(name)}
    facts["fork_exists"] = hasattr(os, "fork")
    facts["new_interpreter"] = __name__ == "__main__"  # else somebody's process, in which this is looked up


# ---- The same in every probe: ask the question and print one JSON object, whatever happens. ----
TIME_LIMIT = float(os.environ.get("MPCHECK_TIME_LIMIT", "8"))  # seconds, then 3 for the end of the interpreter
MARK = "mpc-" + os.environ.get("MPCHECK_PROBE", str(os.getpid()))  # begins the name of all that the probe makes


def give_up(signum, frame):
    raise TimeoutError("no answer within %g s" % TIME_LIMIT)


def main():
    method = sys.argv[sys.argv.index("--start-method") + 1] if "--start-method" in sys.argv else None
    answer = {"id": ID, "start_method": method, "facts": {"checks": {}}, "error": None, "seconds": None}
    began, where = time.perf_counter(), "begin"
    try:
        multiprocessing.current_process()._config["semprefix"] = "/" + MARK
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, give_up)
            signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT, 1)  # and each second after: cleaning up may hang too
        for where in probe(method, answer["facts"], answer["facts"]["checks"]):
            print("at " + where, file=sys.stderr, flush=True)
    except BaseException as error:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        number = getattr(error, "errno", None)
        answer["error"] = {
            "type": type(error).__name__,
            "errno": number,
            "errno_name": errno.errorcode.get(number),
            "text": str(error)[:1000],
            "where": where,
        }
        for child in multiprocessing.active_children():
            child.kill()  # else the interpreter waits for it
    answer["seconds"] = round(time.perf_counter() - began, 4)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 3)
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

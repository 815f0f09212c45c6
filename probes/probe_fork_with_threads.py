"""Does a lock that a thread holds stay locked for ever in a forked child, and does Python warn?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings

ID = "fork-with-threads"


def hold(lock, held, release):
    with lock:
        held.set()
        release.wait(TIME_LIMIT)


def fork_and_try(lock):
    """Fork; the child tries to get the lock and ends.  Its id, and whether Python warned."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pid = os.fork()
        if pid == 0:
            try:
                os._exit(10 if lock.acquire(timeout=0.1) else 11)
            finally:
                os._exit(12)
    return pid, any("multi-threaded" in str(warning.message) for warning in caught)


def probe(method, facts, checks):
    facts["exists"] = hasattr(os, "fork")
    if not facts["exists"]:
        return
    yield "start a thread"
    lock, held, release = threading.Lock(), threading.Event(), threading.Event()
    thread = threading.Thread(target=hold, args=(lock, held, release), daemon=True)
    thread.start()
    held.wait(TIME_LIMIT)
    yield "fork"
    try:
        pid, facts["warns"] = fork_and_try(lock)
        yield "wait for the child"
        code = os.waitpid(pid, 0)[1] >> 8
    finally:
        release.set()
        thread.join()
    facts["lock_stays_held"] = {10: False, 11: True}.get(code)
    checks["the child ends"] = code in (10, 11)


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

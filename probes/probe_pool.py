"""Does a Pool run apply, apply_async, map, imap, imap_unordered, starmap, its initializer and maxtasksperchild?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "pool"
STATE = None


def initialize(value):
    global STATE
    STATE = value


def add(x, y=0):
    return STATE + x + y


def size(data):
    return len(data)


def worker(_):
    return os.getpid()


def probe(method, facts, checks):
    context = multiprocessing.get_context(method)
    yield "create"
    began = time.perf_counter()
    with context.Pool(2, initializer=initialize, initargs=(100,)) as pool:
        yield "apply"
        checks["apply"] = pool.apply(add, (1,)) == 101
        facts["first_result_ms"] = round((time.perf_counter() - began) * 1000, 1)
        checks["apply_async"] = pool.apply_async(size, (bytes(1 << 20),)).get(TIME_LIMIT) == 1 << 20
        yield "map"
        checks["map"] = pool.map(add, range(10)) == list(range(100, 110))
        checks["imap"] = list(pool.imap(add, range(10))) == list(range(100, 110))
        checks["imap_unordered"] = sorted(pool.imap_unordered(add, range(10))) == list(range(100, 110))
        checks["starmap"] = pool.starmap(add, [(1, 2), (3, 4)]) == [103, 107]
        yield "close and join"
        pool.close()
        pool.join()
    yield "replace workers"
    with context.Pool(1, maxtasksperchild=1) as pool:
        checks["maxtasksperchild"] = len(set(pool.map(worker, range(2), chunksize=1))) == 2
        pool.close()
        pool.join()


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

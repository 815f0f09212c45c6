"""Does a ProcessPoolExecutor run submit, map and its initializer, and hand back an exception?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "process-pool-executor"
STATE = None


def initialize(value):
    global STATE
    STATE = value


def add(x):
    return STATE + x


def size(data):
    return len(data)


def fail():
    raise ValueError("as asked")


def probe(method, facts, checks):
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(method)
    yield "create"
    began = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=context, initializer=initialize, initargs=(100,)) as executor:
        yield "submit"
        checks["submit"] = executor.submit(size, bytes(1 << 20)).result(TIME_LIMIT) == 1 << 20
        facts["first_result_ms"] = round((time.perf_counter() - began) * 1000, 1)
        yield "map"
        checks["map"] = list(executor.map(add, range(10), timeout=TIME_LIMIT)) == list(range(100, 110))
        checks["exceptions come back"] = isinstance(executor.submit(fail).exception(TIME_LIMIT), ValueError)
        yield "shut down"


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

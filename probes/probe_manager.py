"""Does a Manager start, and do a dict, list, Namespace, Queue and Lock of it hold what a child has done?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "manager"


def child(table, items, space, queue, lock):
    with lock:
        table["child"] = items[:]
        items.append("child")
        space.name = "child"
        queue.put(queue.get(timeout=TIME_LIMIT) + 1)


def probe(method, facts, checks):
    context = multiprocessing.get_context(method)
    yield "start the manager"
    began = time.perf_counter()
    with context.Manager() as manager:
        facts["start_ms"] = round((time.perf_counter() - began) * 1000, 1)
        yield "create its objects"
        table, items, space = manager.dict(), manager.list([1]), manager.Namespace()
        queue, lock = manager.Queue(), manager.Lock()
        queue.put(41)
        yield "use them in a child"
        process = context.Process(target=child, args=(table, items, space, queue, lock))
        process.start()
        process.join()
        yield "read them"
        checks["dict"] = table.copy() == {"child": [1]}
        checks["list"] = items[:] == [1, "child"]
        checks["Namespace"] = getattr(space, "name", None) == "child"
        checks["Queue"] = queue.get(timeout=TIME_LIMIT) == 42
        checks["Lock"] = lock.acquire(False) is True
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

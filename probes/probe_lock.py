"""Does a Lock keep a child out while the parent holds it, and let it in afterwards?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "lock"


def child(connection, lock):
    connection.send(lock.acquire(block=False))
    connection.recv()
    connection.send(lock.acquire(timeout=TIME_LIMIT))
    lock.release()


def probe(method, facts, checks):
    context = multiprocessing.get_context(method)
    yield "create"
    lock = context.Lock()
    lock.acquire()
    yield "start"
    ours, theirs = context.Pipe()
    process = context.Process(target=child, args=(theirs, lock))
    process.start()
    theirs.close()
    yield "acquire in the child"
    checks["keeps the child out"] = ours.recv() is False
    lock.release()
    ours.send("released")
    checks["lets the child in"] = ours.recv() is True
    yield "join"
    process.join()


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

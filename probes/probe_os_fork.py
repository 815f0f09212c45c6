"""Can os.fork() make a child that takes 1 MiB through a pipe, gives it back and is waited for?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "os-fork"
SIZE = 1 << 20


def child(incoming, outgoing):
    with os.fdopen(incoming, "rb") as source, os.fdopen(outgoing, "wb") as sink:
        sink.write(source.read(SIZE))


def probe(method, facts, checks):
    facts["exists"] = hasattr(os, "fork")
    if not facts["exists"]:
        return
    yield "pipe"
    there, back = os.pipe(), os.pipe()
    yield "fork"
    began = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(there[1])
            child(there[0], back[1])
        finally:
            os._exit(3)
    os.close(there[0])
    os.close(back[1])
    facts["fork_ms"] = round((time.perf_counter() - began) * 1000, 2)
    yield "send 1 MiB and read it back"
    data = os.urandom(SIZE)
    with os.fdopen(there[1], "wb") as sink, os.fdopen(back[0], "rb") as source:
        sink.write(data)
        sink.flush()
        checks["data comes back unchanged"] = source.read(SIZE) == data
    yield "wait for the child"
    facts["exit_code"] = os.waitpid(pid, 0)[1] >> 8
    checks["exit code is passed on"] = facts["exit_code"] == 3


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

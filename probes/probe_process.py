"""Does a Process start, take 1 MiB, give it back and pass on its exit code?  How long does a start take?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "process"


def child(connection):
    connection.send_bytes(connection.recv_bytes())
    sys.exit(3)


def nothing():
    pass


def start_and_join(context):
    """Milliseconds from start() to the end of join() of a process that does nothing."""
    began = time.perf_counter()
    process = context.Process(target=nothing)
    process.start()
    process.join()
    return round((time.perf_counter() - began) * 1000, 1)


def probe(method, facts, checks):
    context = multiprocessing.get_context(method)
    yield "start"
    facts["first_start_ms"] = start_and_join(context)
    facts["start_ms"] = sorted(start_and_join(context) for _ in range(3))[1]
    yield "start with a connection"
    ours, theirs = context.Pipe()
    process = context.Process(target=child, args=(theirs,))
    process.start()
    theirs.close()
    yield "send 1 MiB and receive it"
    data = os.urandom(1 << 20)
    ours.send_bytes(data)
    checks["data comes back unchanged"] = ours.recv_bytes() == data
    yield "join"
    process.join()
    facts["exit_code"] = process.exitcode
    checks["exit code is passed on"] = process.exitcode == 3


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

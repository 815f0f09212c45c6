"""Is a SharedMemory segment of 2 MiB filled by a child, read here, and gone after unlink()?

The child does the filling because too little memory behind the segment does not raise, it kills (SIGBUS).
"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "shared-memory"
SIZE = 2 << 20


def child(name):
    from multiprocessing.shared_memory import SharedMemory

    segment = SharedMemory(name)
    segment.buf[:SIZE] = bytes(range(256)) * (SIZE // 256)
    segment.close()


def is_gone(name):
    from multiprocessing.shared_memory import SharedMemory

    try:
        SharedMemory(name).close()
    except FileNotFoundError:
        return True
    return False


def probe(method, facts, checks):
    from multiprocessing.shared_memory import SharedMemory

    context = multiprocessing.get_context(method)
    yield "create"
    segment = SharedMemory(MARK + "-segment", create=True, size=SIZE)
    try:
        facts["size"] = segment.size
        yield "start"
        process = context.Process(target=child, args=(segment.name,))
        process.start()
        yield "fill it in the child"
        process.join()
        facts["exit_code"] = process.exitcode
        filled = process.exitcode in (0, None)  # None where SIGCHLD is ignored; reading unfilled pages would kill
        checks["what the child wrote is read here"] = filled and bytes(segment.buf[:256]) == bytes(range(256))
    finally:
        segment.close()
        segment.unlink()
    yield "look for it after unlink"
    checks["is gone after unlink"] = is_gone(segment.name)


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

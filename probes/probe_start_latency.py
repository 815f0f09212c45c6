"""How long do a Process, a Pool(2), a ProcessPoolExecutor(2) and a Manager take until they give a first answer?"""

import errno
import json
import multiprocessing
import os
import signal
import statistics
import sys
import time

ID = "start-latency"
STARTS = 5


def nothing():
    pass


def answer():
    return 1


def process(context):
    child = context.Process(target=nothing)
    child.start()
    child.join()


def pool(context):
    with context.Pool(2) as workers:
        workers.apply(answer)


def executor(context):
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(2, mp_context=context) as workers:
        workers.submit(answer).result()


def manager(context):
    with context.Manager() as server:
        server.dict()


def milliseconds(start, context):
    """The median of a few starts."""
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        start(context)
        times.append(time.perf_counter() - began)
        if sum(times) > TIME_LIMIT / 30:
            break
    return {"ms": round(statistics.median(times) * 1000, 1), "count": len(times)}


def probe(method, facts, checks):
    default = multiprocessing.get_start_method()
    facts["default"], facts["starts"] = default, {}
    for name in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(name)
        facts["starts"][name] = {}
        yield "first start by " + name
        try:
            process(context)  # starts what forkserver keeps
        except Exception:
            if name == default:
                raise
            continue  # the row `process` tells why
        for start in (process, pool, executor, manager):
            yield "%s by %s" % (start.__name__, name)
            facts["starts"][name][start.__name__] = milliseconds(start, context)


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

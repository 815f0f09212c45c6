"""What does handing over a task cost: to a Pool, an executor of processes, of threads, of interpreters?"""

import errno
import json
import multiprocessing
import os
import signal
import statistics
import sys
import time

ID = "task-latency"
ROUNDS = 7
TASKS = 50
BUDGET = 0.4  # seconds for each kind


def nothing(_):
    return None


def one_by_one(call):
    for number in range(TASKS):
        call(number)


def microseconds(work):
    """For each task: the median of a few rounds, after one that is not counted."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
        if sum(times) > BUDGET:
            break
    return {"us": round(statistics.median(times) / TASKS * 1e6, 1), "rounds": len(times), "tasks": TASKS}


def of_pool(pool):
    return {
        "Pool.apply": lambda: one_by_one(lambda number: pool.apply(nothing, (number,))),
        "Pool.map": lambda: pool.map(nothing, range(TASKS)),
        "Pool.map, chunksize=1": lambda: pool.map(nothing, range(TASKS), 1),
        "Pool.imap": lambda: list(pool.imap(nothing, range(TASKS))),
    }


def of_executor(executor, name):
    return {
        name + ".submit": lambda: one_by_one(lambda number: executor.submit(nothing, number).result()),
        name + ".map": lambda: list(executor.map(nothing, range(TASKS))),
    }


def measure(works, facts):
    for name, work in works.items():
        yield name
        facts["tasks"][name] = microseconds(work)


def probe(method, facts, checks):
    from concurrent import futures

    facts["tasks"] = {}
    with futures.ThreadPoolExecutor(2) as executor:
        yield from measure(of_executor(executor, "ThreadPoolExecutor"), facts)
    if hasattr(futures, "InterpreterPoolExecutor"):
        with futures.InterpreterPoolExecutor(2) as executor:
            yield from measure(of_executor(executor, "InterpreterPoolExecutor"), facts)
    context = multiprocessing.get_context(method)
    with futures.ProcessPoolExecutor(2, mp_context=context) as executor:
        yield from measure(of_executor(executor, "ProcessPoolExecutor"), facts)
    with context.Pool(2) as pool:
        yield from measure(of_pool(pool), facts)


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

"""How many MB a second go to a child through a Pipe, a Queue, a Manager and SharedMemory?"""

import errno
import json
import multiprocessing
import os
import signal
import statistics
import sys
import time

ID = "throughput"
MIB = 1 << 20
MESSAGES = 8
ROUNDS = 5


def through_pipe(child_end, answers):
    while child_end.recv_bytes():
        answers.send(None)


def through_queue(queue, answers):
    while queue.get():
        answers.send(None)


def through_memory(name, answers):
    from multiprocessing.shared_memory import SharedMemory

    segment = SharedMemory(name)
    while answers.recv():
        bytes(segment.buf)
        answers.send(None)
    segment.close()


def rate(send, receive):
    """MB a second: the median of a few rounds, after one that is not counted."""
    rates = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        for _ in range(MESSAGES):
            send()
            receive()
        rates.append(MESSAGES * MIB / 1e6 / (time.perf_counter() - began))
    return {"MB_per_s": round(statistics.median(rates[1:]), 1), "rounds": ROUNDS}


def with_child(context, target, first, *rest):
    """Start a child that gets these and a connection for its answers."""
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(first, theirs, *rest))
    process.start()
    theirs.close()
    return process, ours


def pipe(context):
    data = bytes(MIB)
    ours, theirs = context.Pipe()
    process, answers = with_child(context, through_pipe, theirs)
    found = rate(lambda: ours.send_bytes(data), answers.recv)
    ours.send_bytes(b"")
    process.join()
    return found


def queue(context):
    data, sent = bytes(MIB), context.Queue()
    process, answers = with_child(context, through_queue, sent)
    found = rate(lambda: sent.put(data), answers.recv)
    sent.put(None)
    process.join()
    return found


def manager(context):
    data = bytes(MIB)
    with context.Manager() as server:
        table = server.dict()
        return rate(lambda: table.update(data=data), lambda: None)


def shared_memory(context):
    from multiprocessing.shared_memory import SharedMemory

    data = bytes(MIB)
    segment = SharedMemory(MARK + "-rate", create=True, size=MIB)
    try:
        process, answers = with_child(context, through_memory, segment.name)

        def send():
            segment.buf[:MIB] = data
            answers.send(True)

        found = rate(send, answers.recv)
        answers.send(False)
        process.join()
    finally:
        segment.close()
        segment.unlink()
    return found


def probe(method, facts, checks):
    context = multiprocessing.get_context(method)
    facts["rates"] = {}
    for way in (pipe, manager, queue, shared_memory):
        yield way.__name__
        facts["rates"][way.__name__] = way(context)


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

"""What does a child find as its parent left it: globals, environment, folder, sys.path, seed of hashes, authkey?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "inheritance"
STATE = "as imported"


def found():
    return {
        "globals": STATE,
        "environment": os.environ.get("MPCHECK_STATE"),
        "folder": os.getcwd(),
        "sys.path": sys.path[0],
        "hash seed": hash("mpcheck"),
        "authkey": bytes(multiprocessing.current_process().authkey),
    }


def child(connection):
    connection.send(found())


def ask_child(context):
    ours, theirs = context.Pipe()
    process = context.Process(target=child, args=(theirs,))
    process.start()
    theirs.close()
    answer = ours.recv()
    process.join()
    return answer


def leave_traces(method):
    global STATE
    STATE = os.environ["MPCHECK_STATE"] = "changed before " + str(method)
    os.chdir(os.path.dirname(os.getcwd()))
    sys.path.insert(0, STATE)


def inherited(method):
    """Thing to whether a child found it as it is here.  The first child starts what forkserver keeps."""
    context = multiprocessing.get_context(method)
    ask_child(context)
    leave_traces(method)
    ours, theirs = found(), ask_child(context)
    return {thing: ours[thing] == theirs[thing] for thing in ours}


def probe(method, facts, checks):
    facts["inherited"] = {}
    default = multiprocessing.get_start_method()
    for name in multiprocessing.get_all_start_methods():
        yield "start by " + name
        try:
            facts["inherited"][name] = inherited(name)
        except Exception:
            facts["inherited"][name] = None  # `process` tells why it does not work
            if name == default:
                raise
    for name, things in facts["inherited"].items():
        checks["authkey under " + name] = things["authkey"] if things else None


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

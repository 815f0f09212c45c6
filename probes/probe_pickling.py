"""Which kinds of user functions cross to a child by pickle, as pools, queues and executors send them?"""

import errno
import functools
import json
import multiprocessing
import os
import signal
import sys
import time
from os.path import basename

ID = "pickling"
MUST_CROSS = ("module function", "__main__ function", "method", "partial", "class", "decorated with wraps")


def double(x="1"):
    return x * 2


def undressed(function):
    def wrapper(x):
        return function(x)

    return wrapper


def dressed(function):
    @functools.wraps(function)
    def wrapper(x):
        return function(x)

    return wrapper


@undressed
def decorated(x):
    return x * 2


@dressed
def decorated_with_wraps(x):
    return x * 2


class Doubler:
    """A class of the user's."""

    def __init__(self, x="1"):
        self.x = x

    def method(self, x):
        return self.x + x


def kinds():
    def nested(x):
        return x * 2

    return {
        "module function": basename,
        "__main__ function": double,
        "method": Doubler().method,
        "partial": functools.partial(double),
        "class": Doubler,
        "decorated with wraps": decorated_with_wraps,
        "decorated": decorated,
        "lambda": lambda x: x * 2,
        "nested function": nested,
    }


def child(connection):
    while True:
        try:
            function = connection.recv()
            if function is None:
                return
            function("1")
            connection.send(None)
        except EOFError:
            return
        except Exception as error:
            connection.send("in the child: %s: %s" % (type(error).__name__, error))


def why_not(connection, function):
    """None if the function crossed and was called there, else the reason."""
    try:
        connection.send(function)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, str(error)[:200])
    return connection.recv()


def lambda_as_target(context):
    try:
        process = context.Process(target=lambda: None)
        process.start()
        process.join()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, str(error)[:200])
    return None


def probe(method, facts, checks):
    context = multiprocessing.get_context(method)
    yield "start"
    ours, theirs = context.Pipe()
    process = context.Process(target=child, args=(theirs,))
    process.start()
    theirs.close()
    yield "send"
    facts["why_not"] = {kind: why_not(ours, function) for kind, function in kinds().items()}
    for kind in MUST_CROSS:
        checks[kind] = facts["why_not"][kind] is None
    ours.send(None)
    process.join()
    yield "start a lambda"
    facts["why_no_lambda_as_target"] = lambda_as_target(context)


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

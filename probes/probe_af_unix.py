"""Does a socket with a name in the temporary folder work, as managers and the fork server make them?"""

import errno
import json
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import time

ID = "af-unix"


def longest_path():
    """The number of bytes in the longest name that this system takes, or None."""
    for length in range(128, 60, -1):
        with socket.socket(socket.AF_UNIX) as door:
            try:
                door.bind("/no-such-folder/".ljust(length, "x"))
            except FileNotFoundError:
                return length
            except OSError:
                continue
    return None


def probe(method, facts, checks):
    facts["exists"] = hasattr(socket, "AF_UNIX")
    if not facts["exists"]:
        return
    yield "measure"
    facts["longest_path"] = longest_path()
    yield "find the temporary folder"
    facts["temporary_folder"] = tempfile.gettempdir()
    facts["path_length"] = len(facts["temporary_folder"]) + len("/pymp-12345678/listener-12345678")
    yield "listen"
    from multiprocessing.connection import Client, Listener

    with Listener(family="AF_UNIX") as listener:
        facts["path_length"] = len(os.fsencode(listener.address))  # newer Pythons avoid a folder that is too long
        yield "connect"
        with Client(listener.address) as client, listener.accept() as server:
            client.send("through")
            checks["a message goes through"] = server.recv() == "through"


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

"""Which semaphores and segments in /dev/shm did processes of this user leave behind that have ended?

Counted are files with the names that multiprocessing, joblib and PyTorch give, that no process maps or holds open.
"""

import errno
import json
import multiprocessing
import os
import re
import signal
import sys
import time

ID = "orphans"
FOLDER = "/dev/shm"
NAMES = re.compile(r"(sem\.mp-|sem\.loky-|sem\.mpc-|mpc-|psm_|pym-|loky-|torch_|__KMP_REGISTERED_LIB_)\w")
SETTLED = 60  # seconds: what is younger may be on its way from one process to another


def in_use():
    """The paths in the folder that a process of this user has mapped or open, and whether each could be asked."""
    used, complete = set(), True
    for pid in (name for name in os.listdir("/proc") if name.isdigit()):
        try:
            if os.stat("/proc/" + pid).st_uid != os.getuid():
                continue
            with open("/proc/%s/maps" % pid) as maps:
                used.update(line[line.index(FOLDER) :].rstrip() for line in maps if FOLDER in line)
            files = "/proc/%s/fd" % pid
            used.update(os.readlink(os.path.join(files, name)) for name in os.listdir(files))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile, or closed the file
        except OSError:
            complete = False
    return used, complete


def candidates():
    """Name and status of this user's files that bear a name of ours and are not new."""
    for name in sorted(os.listdir(FOLDER)):
        try:
            status = os.lstat(os.path.join(FOLDER, name))
        except FileNotFoundError:
            continue
        old = time.time() - status.st_mtime > SETTLED
        if NAMES.match(name) and status.st_uid == os.getuid() and old:
            yield name, status


def probe(method, facts, checks):
    facts["exists"] = sys.platform.startswith("linux") and os.path.isdir(FOLDER)
    if not facts["exists"]:
        return
    yield "list"
    files = list(candidates())
    yield "see who uses them"
    used, facts["asked_every_process"] = in_use() if files else (set(), True)
    facts["orphans"] = [
        {"name": name, "bytes": status.st_blocks * 512, "age_seconds": round(time.time() - status.st_mtime)}
        for name, status in files
        if os.path.join(FOLDER, name) not in used
    ]


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

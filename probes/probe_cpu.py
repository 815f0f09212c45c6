"""How many CPUs are there, how many may this process use, and how much of them does its container grant?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "cpu"


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return None


def control_groups(controller):
    """The folders of this process's control groups, from its own up to the root: version 2, then version 1."""
    for line in (read("/proc/self/cgroup") or "").splitlines():
        _, names, path = line.split(":", 2)
        if names == "" or controller in names.split(","):
            for root in (
                ("/sys/fs/cgroup", "/sys/fs/cgroup/unified")
                if names == ""
                else ("/sys/fs/cgroup/" + names, "/sys/fs/cgroup/" + controller)
            ):
                parts = path.strip("/").split("/")
                for depth in range(len(parts), -1, -1):
                    yield os.path.join(root, *parts[:depth])


def quota_in(folder):
    """CPUs granted by one control group, or None for no limit."""
    v2 = (read(folder + "/cpu.max") or "max").split()
    if v2[0] != "max":
        return int(v2[0]) / int(v2[1])
    quota = int(read(folder + "/cpu.cfs_quota_us") or -1)
    return quota / int(read(folder + "/cpu.cfs_period_us") or 100000) if quota > 0 else None


def probe(method, facts, checks):
    yield "count"
    facts["cpu_count"] = os.cpu_count()
    facts["affinity"] = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    facts["process_cpu_count"] = os.process_cpu_count() if hasattr(os, "process_cpu_count") else None
    yield "quota"
    quotas = [quota_in(folder) for folder in control_groups("cpu")]
    facts["quota"] = min((quota for quota in quotas if quota), default=None)


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

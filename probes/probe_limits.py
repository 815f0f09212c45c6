"""Which limits stand on processes, descriptors, memory and files, and does this process see its children end?"""

import errno
import json
import multiprocessing
import os
import signal
import sys
import time

ID = "limits"
RESOURCES = {
    "processes": "RLIMIT_NPROC",
    "open_files": "RLIMIT_NOFILE",
    "address_space": "RLIMIT_AS",
    "file_size": "RLIMIT_FSIZE",
}


def read(path):
    try:
        with open(path) as file:
            return file.read().strip()
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


def least(controller, *files):
    """The smallest number in these files of the control groups, or None."""
    texts = [read(os.path.join(folder, name)) for folder in control_groups(controller) for name in files]
    return min((int(text) for text in texts if text and text.isdigit()), default=None)


def soft_limits():
    """Name to soft limit: a number, "unlimited", or None where the system has no such limit."""
    try:
        import resource
    except ImportError:  # Windows
        return dict.fromkeys(RESOURCES)
    found = {}
    for name, constant in RESOURCES.items():
        number = getattr(resource, constant, None)
        soft = None if number is None else resource.getrlimit(number)[0]
        found[name] = "unlimited" if soft == resource.RLIM_INFINITY else soft
    return found


def probe(method, facts, checks):
    yield "read"
    soft = soft_limits()
    facts.update(soft, exists=any(limit is not None for limit in soft.values()))
    facts["pids_max"] = least("pids", "pids.max")
    memory = least("memory", "memory.max", "memory.limit_in_bytes")
    facts["memory_max"] = memory if memory and memory < 1 << 60 else None  # version 1 says "none" by a huge number
    facts["user"] = os.getuid() if hasattr(os, "getuid") else None
    facts["sigchld_ignored"] = (
        signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN if hasattr(signal, "SIGCHLD") else None
    )


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

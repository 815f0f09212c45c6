"""Which Python is this, on which system, and in what surroundings does it run?"""

import errno
import json
import multiprocessing
import os
import platform
import signal
import struct
import sys
import sysconfig
import time

ID = "interpreter"


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def container():
    """The kind of container that this process runs in, or None where no sign of one is seen."""
    signs = {
        "docker": os.path.exists("/.dockerenv"),
        "podman": os.path.exists("/run/.containerenv"),
        "kubernetes": "KUBERNETES_SERVICE_HOST" in os.environ,
        "lambda": "AWS_LAMBDA_FUNCTION_NAME" in os.environ,
        "wsl": "microsoft" in read("/proc/sys/kernel/osrelease").lower(),
    }
    groups = read("/proc/1/cgroup")
    signs.update({name: True for name in ("docker", "kubepods", "lxc", "containerd") if name in groups})
    return read("/run/systemd/container").strip() or next((name for name in signs if signs[name]), None)


def probe(method, facts, checks):
    yield "describe"
    facts["version"] = "%d.%d.%d" % sys.version_info[:3] + (
        "" if sys.version_info[3] == "final" else "%s%d" % (sys.version_info[3], sys.version_info[4])
    )
    facts["implementation"] = sys.implementation.name
    facts["platform"] = sys.platform
    facts["machine"] = platform.machine()
    facts["bits"] = struct.calcsize("P") * 8
    facts["executable"] = sys.executable or None
    facts["free_threaded_build"] = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    facts["gil_enabled"] = sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else True
    facts["debug_build"] = hasattr(sys, "gettotalrefcount")
    facts["optimize"] = sys.flags.optimize
    facts["container"] = container()
    facts["frozen"] = bool(getattr(sys, "frozen", False))
    name = os.path.basename(sys.executable or "").lower()
    facts["embedded"] = not name.startswith(("python", "pypy", "graalpy"))


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

"""Children made by os.fork, for a supervisor that runs on Linux only."""

import os
import signal
import sys
import traceback

if sys.platform == "win32":
    raise ImportError("there is no fork here")


def fork(function, *args):
    """Run a function in a child that never returns to the caller's code; its pid."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        status = function(*args) or 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def status(pid):
    _, code = os.waitpid(pid, 0)
    return os.WEXITSTATUS(code) if os.WIFEXITED(code) else -os.WTERMSIG(code)

"""Run a function on a frozen copy of the state of the program."""
import os
import sys
import traceback


class Inline:
    """Where the operating system can't copy a process, the caller waits."""

    def __init__(self, func, *args):
        func(*args)

    def wait(self):
        return 0


class Forked:
    def __init__(self, func, *args):
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                func(*args)
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)

    def wait(self):
        _, status = os.waitpid(self.pid, 0)
        return status


if sys.platform in ("win32", "darwin", "emscripten", "wasi"):
    Background = Inline
else:
    Background = Forked

"""Start commands so that all of what they start can be ended with them, on any system."""

import os
import signal
import subprocess
import sys

HAS_GROUPS = hasattr(os, "killpg")


class Group:
    def __init__(self, code):
        options = {"start_new_session": True} if HAS_GROUPS else {}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options
        )

    def output(self, seconds):
        try:
            return self.process.communicate(timeout=seconds)[0].decode()
        except subprocess.TimeoutExpired:
            self.end()
            return None

    def end(self):
        if not HAS_GROUPS:
            self.process.kill()
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

"""Start commands so that all of what they start can be ended with them."""

import os
import signal
import subprocess
import sys


class Group:
    def __init__(self, code):
        self.process = subprocess.Popen([sys.executable, "-c", code], **self._options())

    @staticmethod
    def _options():
        if sys.platform == "win32":
            return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        return {"start_new_session": True}

    def wait(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.end()
            return None

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()

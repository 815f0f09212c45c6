import os
import signal
import subprocess
import sys
from dataclasses import dataclass


@dataclass
class Converter:
    name: str
    language: str
    text: str


class Runner:
    COMMANDS = {
        "python": [sys.executable, "-c"],
        "shell": ["/bin/sh", "-c"],
    }

    def __init__(self, limit):
        self.limit = limit

    def run(self, converter):
        """The lines that a converter prints; None if it takes too long."""
        process = subprocess.Popen(
            self.COMMANDS[converter.language] + [converter.text],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=self.limit)
        except subprocess.TimeoutExpired:
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None
        if process.returncode:
            raise RuntimeError(f"{converter.name}: status {process.returncode}")
        return output.decode("utf-8").splitlines()

import subprocess
import sys
import time
from pathlib import Path

TOOL = Path(__file__).with_name("list_frames.py")


class ProbeError(Exception):
    pass


class Probe:
    def __init__(self, frames, patience):
        self.command = [sys.executable, str(TOOL), str(frames)]
        self.patience = patience

    def run(self):
        """The lines that the probe prints, once it is done."""
        process = subprocess.Popen(
            self.command,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        deadline = time.monotonic() + self.patience
        while process.poll() is None:
            if time.monotonic() > deadline:
                process.kill()
                raise ProbeError("no end in sight")
            time.sleep(0.05)
        if process.returncode != 0:
            raise ProbeError(f"status {process.returncode}")
        return process.stdout.read().splitlines()

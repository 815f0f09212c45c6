"""Starts one encoder and reads the size it made."""
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial

ENCODER = """
import sys, zlib
effort = int(sys.argv[1])
frame = bytes(n * 13 % 251 for n in range(20000))
print(len(zlib.compress(frame, effort)))
"""


@dataclass(frozen=True)
class Job:
    name: str
    effort: int


class Launcher:
    def __init__(self, page, umask):
        self.page = page
        self.umask = umask

    def _settle_in(self, job):
        os.umask(self.umask)
        self.page.event(job.name, "encoder up")

    def _options(self, job):
        options = {"stdout": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        options.update(preexec_fn=partial(self._settle_in, job))
        return options

    def encode(self, job) -> int:
        command = [sys.executable, "-c", ENCODER, str(job.effort)]
        done = subprocess.run(command, check=True, **self._options(job))
        return int(done.stdout)

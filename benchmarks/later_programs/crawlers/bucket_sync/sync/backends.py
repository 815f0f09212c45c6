from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    source: Path
    destination: str

    @property
    def scheme(self) -> str:
        return self.destination.partition("://")[0]


class PushFailed(RuntimeError):
    pass


class CommandLineBackend(ABC):
    tool: str

    @abstractmethod
    def arguments(self, job: Job) -> list[str]:
        """What follows the name of the tool."""

    def push(self, job: Job) -> str:
        done = subprocess.run([self.tool, *self.arguments(job)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = done.stdout.decode("utf-8", "replace").strip()
        if done.returncode:
            raise PushFailed(f"{self.tool}: {output}")
        return output


class GoogleStorage(CommandLineBackend):
    tool = "gcloud"

    def arguments(self, job: Job) -> list[str]:
        return ["storage", "rsync", str(job.source), job.destination, "--recursive"]


class PlainRsync(CommandLineBackend):
    tool = "rsync"

    def arguments(self, job: Job) -> list[str]:
        return ["-a", "--delete", f"{job.source}/", job.destination.partition("://")[2]]


_BACKENDS = {"gs": GoogleStorage, "rsync": PlainRsync}


def for_scheme(scheme: str) -> CommandLineBackend:
    return _BACKENDS[scheme]()

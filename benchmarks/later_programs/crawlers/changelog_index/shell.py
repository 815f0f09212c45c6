"""Other programs as functions."""
import functools
import subprocess

_captured = functools.partial(subprocess.run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)


class ToolFailed(Exception):
    pass


class Tool:
    def __init__(self, *command, timeout=30):
        self._command = [str(part) for part in command]
        self._timeout = timeout

    def __call__(self, *arguments):
        done = _captured([*self._command, *arguments], timeout=self._timeout)
        if done.returncode:
            raise ToolFailed(f"{self._command[-1]} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def lines(self, *arguments):
        return [line for line in self(*arguments).splitlines() if line.strip()]

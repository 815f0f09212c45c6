"""Runs the hooks of a job: shell lines on POSIX systems, Python snippets elsewhere."""
import os
import signal
import subprocess
import sys
from dataclasses import dataclass


@dataclass
class Outcome:
    state: str
    text: str = ""


class HookRunner:
    def __init__(self, limit):
        self.limit = limit
        self.posix = os.name == "posix"

    def _popen(self, hook):
        pipes = dict(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        if self.posix:
            return subprocess.Popen(
                hook["shell"], shell=True, start_new_session=True,
                encoding="utf-8", errors="replace", **pipes
            )
        return subprocess.Popen(
            [sys.executable, "-c", hook["python"]], encoding="utf-8", errors="replace", **pipes
        )

    def _stop(self, process):
        if self.posix:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()

    def run(self, hook):
        with self._popen(hook) as process:
            try:
                text, _ = process.communicate(timeout=hook.get("limit", self.limit))
            except subprocess.TimeoutExpired:
                self._stop(process)
                process.communicate()
                return Outcome("expired")
        return Outcome("failed" if process.returncode else "done", text.strip())


HOOKS = [
    {"shell": "echo mounted; exit 0", "python": "print('mounted')"},
    {"shell": "echo refused; exit 3", "python": "print('refused'); raise SystemExit(3)"},
    {"shell": "sleep 30; echo late", "python": "import time; time.sleep(30)", "limit": 0.3},
]


def main():
    runner = HookRunner(limit=10)
    outcomes = [runner.run(hook) for hook in HOOKS]
    expected = [Outcome("done", "mounted"), Outcome("failed", "refused"), Outcome("expired")]
    print("ok" if outcomes == expected else "wrong")


if __name__ == "__main__":
    main()

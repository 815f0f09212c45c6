"""Run a maintenance job under a deadline and stop it in steps."""
import logging
import signal as sg
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import List, Tuple

log = logging.getLogger("supervisor")

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(30)
"""


def default_steps() -> List[Tuple[int, float]]:
    return [(sg.SIGTERM, 0.3), (sg.SIGKILL, 5.0)]


@dataclass
class StopPolicy:
    steps: List[Tuple[int, float]] = field(default_factory=default_steps)

    def apply(self, proc: subprocess.Popen) -> bytes:
        for number, patience in self.steps:
            log.info("sending %s to %d", number, proc.pid)
            proc.send_signal(number)
            try:
                return proc.communicate(timeout=patience)[0]
            except subprocess.TimeoutExpired:
                continue
        raise RuntimeError("job %d survived every step" % proc.pid)


class Supervisor:
    def __init__(self, policy, deadline):
        self.policy = policy
        self.deadline = deadline

    def run(self, argv):
        started = time.monotonic()
        with subprocess.Popen(argv, stdout=subprocess.PIPE) as proc:
            try:
                out, _ = proc.communicate(timeout=self.deadline)
            except subprocess.TimeoutExpired:
                out = self.policy.apply(proc)
        return out.strip(), proc.returncode, time.monotonic() - started


def main():
    logging.basicConfig(level=logging.INFO)
    supervisor = Supervisor(StopPolicy(), deadline=0.5)
    out, code, took = supervisor.run([sys.executable, "-c", STUBBORN])
    print("exit code", code, "after %.1f s" % took)
    print("ok" if out == b"ready" and code != 0 and took < 10 else "wrong")


if __name__ == "__main__":
    main()

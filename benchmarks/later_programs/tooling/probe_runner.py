"""Health probes: each is a command line of the operator, with a budget of its own."""
import subprocess
import sys
import time
from dataclasses import dataclass


def python_line(code):
    return '"%s" -c "%s"' % (sys.executable, code)


@dataclass
class Probe:
    name: str
    command: str
    budget: float

    def __call__(self):
        started = time.monotonic()
        with subprocess.Popen(self.command, shell=True, stdout=subprocess.PIPE) as proc:
            try:
                proc.communicate(timeout=self.budget)
                state = "up" if proc.returncode == 0 else "down"
            except subprocess.TimeoutExpired:
                state = "late"
                proc.kill()
                proc.communicate()
        return ProbeResult(self, state, time.monotonic() - started)


@dataclass
class ProbeResult:
    probe: Probe
    state: str
    seconds: float

    @property
    def within_budget(self):
        return self.seconds < self.probe.budget + 2.0


def operator_probes():
    yield Probe("disk", python_line("import shutil; assert shutil.disk_usage('.').total") + " && echo done", 10.0)
    yield Probe("mirror", python_line("import time; time.sleep(6)") + " && echo done", 0.5)


def main():
    results = {r.probe.name: r for r in (probe() for probe in operator_probes())}
    for name, result in results.items():
        print("%-8s %-5s %.1f s" % (name, result.state, result.seconds))
    states = {name: result.state for name, result in results.items()}
    good = states == {"disk": "up", "mirror": "late"} and all(r.within_budget for r in results.values())
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()

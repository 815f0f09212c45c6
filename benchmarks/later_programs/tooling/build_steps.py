"""Run the steps of a build one after another with a heartbeat while each of them works."""
import subprocess as sp
import sys
import time
from typing import Iterator, NamedTuple


class Step(NamedTuple):
    name: str
    code: str


class Outcome(NamedTuple):
    name: str
    status: int
    lines: int


def launch(step):
    return sp.Popen([sys.executable, "-c", step.code], stdout=sp.PIPE, stderr=sp.STDOUT)


class Heart:
    def __init__(self, every=0.02):
        self.every = every
        self.beats = 0

    def watch(self, proc):
        while proc.poll() is None:
            self.beats += 1
            time.sleep(self.every)
        return proc.returncode


class Builder:
    def __init__(self, steps, heart):
        self.steps = steps
        self.heart = heart

    def run(self) -> Iterator[Outcome]:
        for step in self.steps:
            job = launch(step)
            status = self.heart.watch(job)
            with job.stdout as stream:
                text = stream.read()
            yield Outcome(step.name, status, text.count(b"\n"))


STEPS = (
    Step("configure", "print('checking for cc... cc')"),
    Step("compile", "for i in range(4000): print('cc -O2 -c unit_%04d.c -o build/unit_%04d.o' % (i, i))"),
    Step("link", "print('ld -o agent build/*.o')"),
)


def main():
    outcomes = list(Builder(STEPS, Heart()).run())
    for outcome in outcomes:
        print(outcome.name, outcome.status, outcome.lines)
    print("ok" if [o.lines for o in outcomes] == [1, 4000, 1] else "wrong")


if __name__ == "__main__":
    main()

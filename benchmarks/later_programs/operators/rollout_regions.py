"""Apply one configuration change to several regions, one after the other.

Every step runs in a process of its own: the vendor's client keeps global state
that nobody has managed to reset between two regions.
"""
import contextlib
import enum
import multiprocessing
import os
import platform
import sys
from dataclasses import dataclass, field
from typing import Callable, Dict, List


class Outcome(enum.Enum):
    APPLIED = "applied"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Region:
    name: str
    endpoint: str


@dataclass
class Rollout:
    change: Dict[str, str]
    regions: List[Region]
    log: List[str] = field(default_factory=list)


class StepFailed(RuntimeError):
    pass


def isolated_context():
    known = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


def _relay(conn, func, args):
    with conn:
        conn.send(func(*args))


class StepRunner:
    def __init__(self, context):
        self._context = context

    def __call__(self, func: Callable, *args):
        rx, tx = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_relay, args=(tx, func, args), name=func.__name__)
        process.start()
        tx.close()
        try:
            answer = rx.recv()
        except EOFError:
            answer = None
        process.join()
        if process.exitcode != 0:
            raise StepFailed("%s ended with status %s" % (func.__name__, process.exitcode))
        return answer


@contextlib.contextmanager
def exported(**variables):
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def preflight():
    return {"python": platform.python_version(), "machine": platform.machine()}


def apply_change(change):
    region = os.environ.get("ROLLOUT_REGION", "<no region>")
    endpoint = os.environ.get("ROLLOUT_ENDPOINT", "http://localhost:8500")
    if not change:
        return Outcome.SKIPPED, region, endpoint
    return Outcome.APPLIED, region, endpoint


def execute(rollout: Rollout, run: StepRunner) -> None:
    facts = run(preflight)
    rollout.log.append("controller: python %(python)s on %(machine)s" % facts)
    for region in rollout.regions:
        with exported(ROLLOUT_REGION=region.name, ROLLOUT_ENDPOINT=region.endpoint):
            outcome, where, endpoint = run(apply_change, rollout.change)
        rollout.log.append("%s: %s in %s through %s" % (region.name, outcome.value, where, endpoint))


def main() -> int:
    regions = [Region(name, "https://%s.example.net" % name) for name in ("eu-north", "eu-west", "us-east")]
    rollout = Rollout({"feature.tracing": "on"}, regions)
    execute(rollout, StepRunner(isolated_context()))
    print(*rollout.log, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

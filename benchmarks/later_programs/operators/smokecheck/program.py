"""Smoke checks after a host was provisioned; run in parallel, reported in order."""
from __future__ import annotations

import functools
import sys
import tempfile
import time
from multiprocessing import pool as mp_pool
from pathlib import Path

import checks
from errors import CheckFailed


class Suite:
    def __init__(self, root: Path, jobs: int = 3) -> None:
        self.root = root
        self.jobs = jobs
        self.plan: list[functools.partial] = []

    def add(self, check, *args, **options) -> Suite:
        self.plan.append(functools.partial(check, self.root, *args, **options))
        return self

    def run(self) -> dict[str, str]:
        verdicts: dict[str, str] = {}
        with mp_pool.Pool(self.jobs) as workers:
            running = [(step.func.__name__, workers.apply_async(step)) for step in self.plan]
            for name, job in running:
                try:
                    verdicts[name] = job.get()
                except CheckFailed as failure:
                    verdicts[name] = f"FAILED {failure}"
        return verdicts


def provision(root: Path) -> None:
    (root / "etc").mkdir()
    (root / "etc" / "resolv.conf").write_text("nameserver 127.0.0.53\n")
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost\n")
    (root / "var").mkdir()


def main() -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="smoke-") as tmp:
        root = Path(tmp)
        provision(root)
        suite = Suite(root).add(checks.resolver).add(checks.free_space, minimum=4096)
        suite.add(checks.hosts_entry, "localhost").add(checks.mounted, "srv")
        verdicts = suite.run()
    for name, verdict in verdicts.items():
        print(f"{name:12} {verdict}")
    print(f"{len(verdicts)} checks in {time.monotonic() - started:.1f} s")
    return 1 if any(text.startswith("FAILED") for text in verdicts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

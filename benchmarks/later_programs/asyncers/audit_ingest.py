"""Load audit trails into per-actor totals.

Every worker reads the actor directory once; whatever goes wrong there is
reported by the tasks of that worker.
"""
import argparse
import json
import logging
import multiprocessing as mp
import tempfile
from collections import Counter
from pathlib import Path
from typing import Dict, Optional

log = logging.getLogger("audit")

_actors: Dict[str, str] = {}
_trouble: Optional[str] = None

TRAILS = {
    "mon": ["u1 login", "u2 login", "u1 export"],
    "tue": ["u3 login", "u9 login"],
    "wed": [],
}


def read_directory(path: str) -> None:
    global _trouble
    try:
        with open(path, encoding="utf-8") as source:
            _actors.update(json.load(source))
    except (OSError, ValueError) as error:
        _trouble = f"no actor directory: {error}"


def ingest(day: str, lines) -> dict:
    if _trouble:
        raise RuntimeError(_trouble)
    actions = Counter()
    for line in lines:
        actor, action = line.split()
        actions[_actors.get(actor, "stranger"), action] += 1
    return {"day": day, "first": lines[:1], "actions": dict(actions)}


class Totals:
    def __init__(self) -> None:
        self.actions: Counter = Counter()
        self.openers: Dict[str, str] = {}
        self.failed = 0

    def merge(self, part: dict) -> None:
        try:
            self.actions.update(part["actions"])
            self.openers[part["day"]] = part["first"][0]
        except LookupError:
            log.info("%s has no entries", part.get("day"))

    def fail(self, error: BaseException) -> None:
        self.failed += 1
        log.error("%s", error)


def run(directory: Path, jobs: int) -> Totals:
    totals = Totals()
    days = []
    pool = mp.Pool(jobs, initializer=read_directory, initargs=(str(directory),))
    try:
        for day, lines in TRAILS.items():
            pool.apply_async(ingest, (day, lines), callback=totals.merge, error_callback=totals.fail)
            pool.apply_async(len, (lines,), callback=days.append, error_callback=totals.fail)
        pool.close()
    finally:
        pool.join()
    print("lines:", sum(days))
    return totals


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        directory = Path(folder, "actors.json")
        broken = run(directory, options.jobs)
        directory.write_text(json.dumps({"u1": "Ada", "u2": "Bo", "u3": "Cy"}), encoding="utf-8")
        totals = run(directory, options.jobs)
    print(f"first run: {broken.failed} failed, second run: {totals.failed} failed")
    for (actor, action), count in sorted(totals.actions.items()):
        print(f"{actor:9} {action:7} {count}")


if __name__ == "__main__":
    main()

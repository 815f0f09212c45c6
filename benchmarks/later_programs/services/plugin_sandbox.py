"""Runs plug-ins in a throw-away executor so that a crash is noticed."""
from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from enum import Enum


class Outcome(Enum):
    FINE = "fine"
    CRASHED = "crashed"


def resize(payload):
    return payload["width"] // 2


def legacy_filter(payload):
    if payload["width"] > 1000:
        os._exit(134)
    return payload["width"]


PLUGINS = (resize, legacy_filter)


def isolated(plugin):
    def run(payload):
        with ProcessPoolExecutor(max_workers=1) as pool:
            try:
                return Outcome.FINE, pool.submit(plugin, payload).result(timeout=10)
            except BrokenProcessPool:
                return Outcome.CRASHED, None

    run.__name__ = f"isolated_{plugin.__name__}"
    return run


def main():
    payload = {"width": 1920}
    outcomes = {plugin.__name__: isolated(plugin)(payload) for plugin in PLUGINS}
    for name, (outcome, value) in outcomes.items():
        print(f"{name}: {outcome.value} {value}")
    expected = {"resize": (Outcome.FINE, 960), "legacy_filter": (Outcome.CRASHED, None)}
    print("ok" if outcomes == expected else "wrong")


if __name__ == "__main__":
    main()

"""Applies the default chain of the bundle to an image, row by row."""
import importlib.util
import operator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import effects

ROWS = [[(x * 9 + y * 5) % 256 for x in range(12)] for y in range(6)]


def read_manifest(folder):
    spec = importlib.util.spec_from_file_location("bundle_manifest", folder / "manifest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build_chain(names):
    steps = [effects.REGISTRY[name] for name in names]
    return effects.Chain(partial(steps[0], by=3), *steps[1:], effects.Clip(16, 235))


def main():
    manifest = read_manifest(Path(__file__).resolve().parent)
    chain = build_chain(manifest.DEFAULT_CHAIN)
    with ProcessPoolExecutor(max_workers=2) as executor:
        shifted = list(executor.map(effects.shift, ROWS))
        chained = list(executor.map(chain, ROWS))
        totals = list(executor.map(effects.Chain.total, chained))
        firsts = list(executor.map(operator.itemgetter(0), chained))
        title = executor.submit(str.title, manifest.describe(manifest.DEFAULT_CHAIN)).result()
    good = (
        shifted == [effects.shift(row) for row in ROWS]
        and chained == [chain(row) for row in ROWS]
        and totals == [sum(row) for row in chained]
        and firsts == [row[0] for row in chained]
        and title == "Basic Effects: Shift, Smooth"
    )
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()

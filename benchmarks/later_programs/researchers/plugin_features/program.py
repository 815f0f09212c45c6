"""Run every feature extractor over the frames of a test signal."""
import concurrent.futures as cf
import math
import sys
from pathlib import Path

from registry import Registry

RATE = 800
FRAME = 80


def tone(hertz, seconds=0.5):
    return [math.sin(2 * math.pi * hertz * (n + 0.5) / RATE) for n in range(int(RATE * seconds))]


def frames(signal):
    return [signal[i:i + FRAME] for i in range(0, len(signal) - FRAME + 1, FRAME)]


def feature_table(registry, signal, workers=2):
    windows = frames(signal)
    table = {}
    with cf.ProcessPoolExecutor(max_workers=workers) as executor:
        for name, extract in registry.items():
            table[name] = list(executor.map(extract, windows))
    return table


def main():
    registry = Registry.discover(Path(__file__).with_name("extractors"))
    table = feature_table(registry, tone(60))
    for name, column in table.items():
        print(f"{name:16s}", " ".join(f"{value:.3f}" for value in column), file=sys.stderr)
    complete = len(table) == 2 and all(len(column) == 5 for column in table.values())
    print("ok" if complete else "incomplete table")


if __name__ == "__main__":
    main()

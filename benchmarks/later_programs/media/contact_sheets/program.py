#!/usr/bin/env python3
"""Contact sheet of a shoot: one tile per frame, six tiles a row."""
import argparse
import logging
import sys

from pixkit import Frame, contact, synth

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--frames", type=int, default=18)
parser.add_argument("--columns", type=int, default=6)
parser.add_argument("--tile", type=int, default=8, help="edge of a tile in pixels")
parser.add_argument("--jobs", type=int, default=2)
options = parser.parse_args()

logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
log = logging.getLogger("contact")


def shoot(count):
    for number in range(count):
        yield Frame(f"DSC_{number:04d}", 32, 24, synth(number, 32, 24))


def describe(sheet, columns):
    width = columns * options.tile
    height = len(sheet) // width if width else 0
    return f"{width}x{height}"


frames = list(shoot(options.frames))
log.info("%d frames read", len(frames))

sheet = contact(frames, edge=options.tile, columns=options.columns, jobs=options.jobs)

if len(sheet) != options.frames * options.tile ** 2:
    log.error("sheet has %d bytes", len(sheet))
    sys.exit(1)

print("sheet", describe(sheet, options.columns), "mean", sum(sheet) // len(sheet))
print("ok")

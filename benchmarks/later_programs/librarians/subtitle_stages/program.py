"""Shift, tidy and wrap the subtitles of a film."""
import argparse
import textwrap
from dataclasses import replace

from stages import Cue, Pipeline

FILM = [
    Cue(1.0, 3.5, "The  lighthouse has been dark for eleven years."),
    Cue(4.0, 6.0, "Somebody lit it   last night."),
    Cue(7.25, 9.0, "Then somebody is living in it, and I should like to know who."),
]


def squeeze(cue):
    return replace(cue, text=" ".join(cue.text.split()))


def build(offset, width):
    line = Pipeline()
    line.then("shift", lambda cue: replace(cue, start=cue.start + offset, end=cue.end + offset))
    line.then("squeeze", squeeze)
    if width:
        line.then("wrap", lambda cue: replace(cue, text=textwrap.fill(cue.text, width)))
    return line


def stamp(seconds):
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02d}:{rest:06.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offset", type=float, default=0.5)
    parser.add_argument("--width", type=int, default=32)
    options = parser.parse_args()
    for number, cue in enumerate(build(options.offset, options.width).run(FILM), start=1):
        print(f"{number}\n{stamp(cue.start)} --> {stamp(cue.end)}\n{cue.text}\n")


if __name__ == "__main__":
    main()

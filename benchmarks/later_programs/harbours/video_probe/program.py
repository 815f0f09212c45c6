"""Lists the frames of a recording with the probe of the media archive."""
import sys

from probe import Probe, ProbeError


def keyframes(lines):
    for line in lines:
        number, kind, _ = line.split(" ", 2)
        if kind == "I":
            yield int(number)


def main():
    probe = Probe(frames=2500, patience=30)
    try:
        lines = probe.run()
    except ProbeError as error:
        sys.exit(f"probe: {error}")
    keys = list(keyframes(lines))
    print(f"{len(lines)} frames, {len(keys)} of them keyframes")
    print("ok")


if __name__ == "__main__":
    main()

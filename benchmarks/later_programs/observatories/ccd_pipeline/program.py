"""Reduces the frames of a night: every stage is a process, the results come over one queue."""

from frames import raw_frames
from stages import Reduction


def main():
    with Reduction(workers=2) as reduction:
        for frame in raw_frames(8):
            reduction.feed(frame)
    print(f"{len(reduction.reduced)} frames, {sum(map(len, reduction.reduced))} pixels")


if __name__ == "__main__":
    main()

"""Score rendered frames; progress while it runs, a table in frame order at the end."""
import argparse
import multiprocessing
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import Dict, Iterable, List, Tuple

Score = Tuple[int, float]


def pixels(frame: int) -> List[int]:
    return [(frame * 31 + i * i) % 251 for i in range(400)]


def contrast(frame: int) -> float:
    time.sleep(0.02 * (frame % 3))
    grey = pixels(frame)
    return round((max(grey) - min(grey)) / 255, 4)


def sharpness(frame: int) -> Score:
    time.sleep(0.02 * (2 - frame % 3))
    grey = pixels(frame)
    return frame, round(sum(abs(a - b) for a, b in zip(grey, grey[1:])) / len(grey), 4)


def progress(done: int, of: int) -> None:
    print(f"{done}/{of}", end=" ", file=sys.stderr)


def contrasts(frames: List[int], jobs: int) -> Dict[int, float]:
    table: Dict[int, float] = {}
    with ProcessPoolExecutor(jobs) as executor:
        frame_of: Dict["Future[float]", int] = {executor.submit(contrast, frame): frame for frame in frames}
        for done, future in enumerate(as_completed(frame_of), start=1):
            table[frame_of[future]] = future.result()
            progress(done, len(frames))
    return table


def sharpnesses(frames: List[int], jobs: int) -> Tuple[Dict[int, float], List[float]]:
    scored: Dict[int, float] = {}
    with multiprocessing.Pool(jobs) as pool:
        for done, (frame, value) in enumerate(pool.imap_unordered(sharpness, frames), start=1):
            scored[frame] = value
            progress(done, len(frames))
        again = [pool.apply_async(contrast, (frame,)) for frame in frames]
        in_order = [score for _, score in zip(frames, pool.imap(contrast, frames))]
        assert in_order == [result.get() for result in again]
    return scored, in_order


def table(frames: Iterable[int], *columns) -> None:
    for frame in frames:
        print(f"frame {frame:3}", *(f"{column[frame]:9.4f}" for column in columns))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    frames = list(range(100, 100 + options.frames))
    contrast_of = contrasts(frames, options.jobs)
    sharpness_of, repeated = sharpnesses(frames, options.jobs)
    table(frames, contrast_of, sharpness_of)
    consistent = all(contrast_of[frame] == value for frame, value in zip(frames, repeated))
    print("consistent" if consistent else "inconsistent")
    return 0 if consistent else 1


if __name__ == "__main__":
    sys.exit(main())

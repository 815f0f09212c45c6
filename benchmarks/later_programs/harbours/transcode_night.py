"""Transcodes the recordings of the day; what takes too long is left for the weekend."""
import concurrent.futures
import sys
import time
from typing import Iterable, List, Tuple

LIMIT = 0.5
NIGHT = 2.5

Recording = Tuple[str, float]


def transcode(title: str, minutes: float) -> str:
    end = time.monotonic() + minutes
    frames = 0
    while time.monotonic() < end:
        frames += 1
        time.sleep(0.01)
    return f"{title}.mp4"


def run_night(recordings: Iterable[Recording]) -> Tuple[List[str], List[str]]:
    done, postponed = [], []
    with concurrent.futures.ProcessPoolExecutor(max_workers=4) as executor:
        running = {executor.submit(transcode, *recording): recording[0] for recording in recordings}
        for future, title in running.items():
            try:
                done.append(future.result(timeout=LIMIT))
            except concurrent.futures.TimeoutError:
                future.cancel()
                postponed.append(title)
    return done, postponed


def main() -> int:
    began = time.monotonic()
    done, postponed = run_night([("news", 0.1), ("council-meeting", 4.0), ("weather", 0.05)])
    print("done:", ", ".join(done))
    print("postponed:", ", ".join(postponed))
    if time.monotonic() - began > NIGHT:
        print("the night was not long enough")
    else:
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())

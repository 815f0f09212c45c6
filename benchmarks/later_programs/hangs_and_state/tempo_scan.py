import asyncio
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

TRACKS = {"waltz": 180, "march": 120, "ballad": 66}


def beats(bpm, seconds=0.3):
    time.sleep(bpm / 1000)
    return round(bpm * seconds / 60, 2)


def make_executor():
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=3, mp_context=context)


async def scan(executor, tracks):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(executor, beats, bpm) for bpm in tracks.values()]
    return dict(zip(tracks, await asyncio.gather(*jobs)))


def rescan(executor, tracks):
    names = {executor.submit(beats, bpm): name for name, bpm in tracks.items()}
    found = {}
    for rank, future in zip(range(len(names)), as_completed(names)):
        found[names[future]] = future.result()
        print(rank, names[future])
    return found


def main():
    with make_executor() as executor:
        first = asyncio.run(scan(executor, TRACKS))
        second = rescan(executor, TRACKS)
    print(first)
    if first != second or first["waltz"] != 0.9:
        raise SystemExit("scans differ")
    print("ok")


if __name__ == "__main__":
    main()

"""Hand out frames to render to a few worker processes through a manager."""
import multiprocessing as mp

from farm import open_farm

FRAMES = 24


def shade(frame):
    return sum((frame * k) % 255 for k in range(500))


def render(tasks, frames):
    while True:
        frame = tasks.get()
        if frame is None:
            return
        frames.put((frame, shade(frame)))


def main():
    with open_farm() as farm:
        tasks, frames = farm.tasks(), farm.frames()
        workers = [mp.Process(target=render, args=(tasks, frames)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for frame in range(FRAMES):
            tasks.put(frame)
        for _ in workers:
            tasks.put(None)
        film = dict(frames.get(timeout=30) for _ in range(FRAMES))
        for worker in workers:
            worker.join()
            if worker.exitcode:
                raise RuntimeError(f"{worker.name} failed: {worker.exitcode}")
    print(len(film), "frames, first", film[0], "last", film[FRAMES - 1])


if __name__ == "__main__":
    main()

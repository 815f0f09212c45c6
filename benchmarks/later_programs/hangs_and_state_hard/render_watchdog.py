"""Render scenes one process each; scenes that take too long are given up."""
import multiprocessing as mp
import time
from typing import List, NamedTuple


class Scene(NamedTuple):
    name: str
    seconds: float


def render(scene: Scene, disk: "mp.synchronize.Lock", frames) -> None:
    time.sleep(0.1)
    with disk:
        end = time.monotonic() + scene.seconds
        while time.monotonic() < end:
            time.sleep(0.05)
        frames.value += 1


class Farm:
    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.disk = mp.Lock()
        self.frames = mp.Value("i", 0, lock=False)
        self.given_up: List[str] = []

    def run_one(self, scene: Scene) -> None:
        job = mp.Process(target=render, args=(scene, self.disk, self.frames), name=scene.name)
        job.start()
        job.join(self.limit)
        if job.is_alive():
            job.terminate()
            job.join()
            self.given_up.append(scene.name)
        elif job.exitcode:
            raise RuntimeError(f"{scene.name} failed with {job.exitcode}")

    def report(self) -> str:
        with self.disk:
            return f"{self.frames.value} frames on disk, given up: {', '.join(self.given_up) or 'none'}"


def main() -> None:
    farm = Farm(limit=4.0)
    for scene in (Scene("kitchen", 0.2), Scene("forest", 60.0)):
        farm.run_one(scene)
    print(farm.report())


if __name__ == "__main__":
    main()

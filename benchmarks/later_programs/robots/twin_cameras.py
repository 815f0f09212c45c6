"""Two simulated robots in one arena, each with a camera process that writes into shared memory."""
import multiprocessing as mp
from abc import ABC, abstractmethod
from contextlib import ExitStack
from multiprocessing import shared_memory

FRAME_BLOCK = "arena_frame"
PIXELS = 32 * 24


class Stage(ABC):
    """Something of the arena that is set up before the match and cleared away after it."""

    def __enter__(self):
        self.set_up()
        return self

    def __exit__(self, *exc_info):
        self.clear()

    @abstractmethod
    def set_up(self): ...

    @abstractmethod
    def clear(self): ...


class FrameStore(Stage):
    def __init__(self, size=PIXELS):
        self.size = size
        self.memory = None

    def set_up(self):
        self.memory = shared_memory.SharedMemory(FRAME_BLOCK, True, self.size)

    def clear(self):
        self.memory.close()
        self.memory.unlink()

    def brightness(self):
        return sum(self.memory.buf[: self.size]) / self.size


def expose(block, size, level):
    memory = shared_memory.SharedMemory(name=block)
    try:
        memory.buf[:size] = bytes([level]) * size
    finally:
        memory.close()


class Robot:
    def __init__(self, name, level, store):
        self.name, self.level, self.store = name, level, store

    def look(self):
        camera = mp.Process(target=expose, args=(self.store.memory.name, self.store.size, self.level))
        camera.start()
        camera.join()
        if camera.exitcode:
            raise RuntimeError(f"camera of {self.name} ended with {camera.exitcode}")
        return self.store.brightness()


def match(levels):
    with ExitStack() as arena:
        robots = [
            Robot(name, level, arena.enter_context(FrameStore())) for name, level in levels.items()
        ]
        return {robot.name: robot.look() for robot in robots}


def main():
    seen = match({"striker": 40, "keeper": 90})
    for name, level in seen.items():
        print(f"{name} sees {level:.0f}")


if __name__ == "__main__":
    main()

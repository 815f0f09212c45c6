"""A bus for pictures: cameras write frames into shared memory, viewers attach by name."""

from __future__ import annotations

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


class FrameBus:
    """Shared memory for one frame."""

    NAME = "foundry-frame"

    def __init__(self, memory: SharedMemory) -> None:
        self.memory = memory

    @classmethod
    def create(cls, size: int) -> FrameBus:
        return cls(SharedMemory(name=cls.NAME, create=True, size=size))

    @classmethod
    def attach(cls) -> FrameBus:
        return cls(SharedMemory(name=cls.NAME))

    def close(self) -> None:
        self.memory.close()

    def __enter__(self) -> FrameBus:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()
        self.memory.unlink()


def brighten() -> None:
    bus = FrameBus.attach()
    bus.memory.buf[0] = min(255, bus.memory.buf[0] + 50)
    bus.close()


def show(value: int) -> int:
    with FrameBus.create(64) as bus:
        bus.memory.buf[0] = value
        viewer = Process(target=brighten)
        viewer.start()
        viewer.join()
        if viewer.exitcode:
            raise RuntimeError("viewer failed")
        return bus.memory.buf[0]


def main() -> None:
    with FrameBus.create(64):  # the picture of the other camera, still on the air
        print(show(100))
    print("ok")


if __name__ == "__main__":
    main()

"""Average brightness of camera frames, computed by two processes."""
import logging
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory

WIDTH, HEIGHT = 320, 200
log = logging.getLogger("frames")


class FrameSlot:
    def __init__(self, number: int):
        self.number = number
        self.memory = SharedMemory(create=True, size=WIDTH * HEIGHT)

    @property
    def name(self) -> str:
        return self.memory.name

    def fill(self) -> None:
        row = bytes((x + self.number * 3) % 256 for x in range(WIDTH))
        self.memory.buf[: WIDTH * HEIGHT] = row * HEIGHT

    def release(self) -> None:
        self.memory.close()


def brightness(name: str, top: int, bottom: int) -> int:
    memory = SharedMemory(name=name)
    try:
        return sum(bytes(memory.buf[top * WIDTH : bottom * WIDTH]))
    finally:
        memory.close()


def average(executor: ProcessPoolExecutor, number: int) -> float:
    slot = FrameSlot(number)
    try:
        slot.fill()
        half = HEIGHT // 2
        parts = [
            executor.submit(brightness, slot.name, 0, half),
            executor.submit(brightness, slot.name, half, HEIGHT),
        ]
        return sum(part.result() for part in parts) / (WIDTH * HEIGHT)
    finally:
        slot.release()


def main() -> None:
    with ProcessPoolExecutor(max_workers=2) as executor:
        averages = []
        for number in range(1, 7):
            averages.append(average(executor, number))
            log.info("frame %d: %.2f", number, averages[-1])
    print("frames:", len(averages), "brightest:", round(max(averages), 2))


if __name__ == "__main__":
    main()

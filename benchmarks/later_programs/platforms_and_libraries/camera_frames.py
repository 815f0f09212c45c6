import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory

WIDTH, HEIGHT = 64, 48


@dataclass
class Camera:
    name: str
    exposure: int
    seconds: float = 1.5

    def fill(self, buffer):
        for i in range(WIDTH * HEIGHT):
            buffer[i] = (i * self.exposure) % 256


def open_buffer():
    return SharedMemory(name="frame_buffer", create=True, size=WIDTH * HEIGHT)


def record(camera: Camera):
    block = open_buffer()
    try:
        end = time.monotonic() + camera.seconds
        frames = 0
        while time.monotonic() < end:
            camera.fill(block.buf)
            frames += 1
            time.sleep(0.02)
        brightness = sum(block.buf[: WIDTH * HEIGHT]) / (WIDTH * HEIGHT)
    finally:
        block.close()
        block.unlink()
    return camera.name, frames, round(brightness, 1)


def main():
    cameras = [Camera("door", 3), Camera("yard", 7), Camera("gate", 11)]
    with ProcessPoolExecutor(max_workers=len(cameras)) as executor:
        for name, frames, brightness in executor.map(record, cameras):
            print(f"{name}: {frames > 0 and 'recorded'}, brightness {brightness}")


if __name__ == "__main__":
    main()

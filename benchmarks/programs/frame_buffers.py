import multiprocessing as mp
from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory


@contextmanager
def frame(size):
    memory = SharedMemory(name="camera_frame", create=True, size=size)
    try:
        yield memory.buf
    finally:
        memory.close()
        memory.unlink()


def record(job):
    camera, width, height, barrier = job
    with frame(width * height) as pixels:
        barrier.wait(5)
        for i in range(width * height):
            pixels[i] = (i * camera) % 256
        total = sum(pixels[:width * height])
    return camera, total


def main():
    width, height, cameras = 8, 4, 2
    with mp.Manager() as manager:
        barrier = manager.Barrier(cameras)
        jobs = [(n, width, height, barrier) for n in range(1, cameras + 1)]
        with mp.Pool(cameras) as pool:
            totals = dict(pool.map(record, jobs, chunksize=1))
    for camera, total in totals.items():
        print("camera", camera, "total", total)
    print("ok" if totals[1] == sum(range(32)) else "bad frame")


if __name__ == "__main__":
    main()

"""Compare the mean level of a dark and a light frame of the all-sky camera."""
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing

from buffers import FrameBuffer, mean_level

FRAMES = {"dark": 40, "light": 900}
WIDTH, HEIGHT = 64, 48


def main():
    with ExitStack() as stack:
        buffers = {}
        for kind, level in FRAMES.items():
            buffer = stack.enter_context(closing(FrameBuffer(WIDTH, HEIGHT)))
            buffer.fill(level)
            buffers[kind] = buffer
        executor = stack.enter_context(ProcessPoolExecutor(max_workers=2))
        jobs = {
            kind: executor.submit(mean_level, buffer.name, WIDTH * HEIGHT)
            for kind, buffer in buffers.items()
        }
        levels = {kind: job.result() for kind, job in jobs.items()}
    print(levels)
    assert levels["light"] - levels["dark"] == 860
    print("ok")


if __name__ == "__main__":
    main()

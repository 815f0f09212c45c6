"""An arena of an online game: rooms are coroutines, physics runs in processes, statistics in a thread."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from arena.physics import collide, warm_up
from arena.stats import Meter


class Room:
    def __init__(self, name, bodies):
        self.name = name
        self.bodies = bodies

    async def play(self, executor, meter, frames):
        loop = asyncio.get_running_loop()
        for frame in range(frames):
            self.bodies = await loop.run_in_executor(executor, collide, self.bodies, 0.05)
            meter.count(self.name)
        return self.name, round(sum(x for x, _ in self.bodies), 2)


async def ping():
    """Asks the operating system for its word, as the health check does."""
    process = await asyncio.create_subprocess_exec("true")
    return await process.wait()


async def serve(executor):
    with Meter() as meter:
        rooms = [Room("pit", [(0.0, 1.0), (5.0, -1.0)]), Room("dome", [(2.0, 0.5), (3.0, 0.0), (9.0, -2.0)])]
        results = await asyncio.gather(*(room.play(executor, meter, 10) for room in rooms))
        status = await ping()
    return dict(results), status, meter.total


def main():
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=warm_up) as executor:
        places, status, frames = asyncio.run(serve(executor))
    print(places, "health", status, "frames", frames)
    print("ok")


if __name__ == "__main__":
    main()

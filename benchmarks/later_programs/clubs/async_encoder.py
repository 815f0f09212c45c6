"""Encode recordings with a command line tool, a few at a time."""
import asyncio
import sys

ENCODER = "import sys\nfor n in range(int(sys.argv[1])):\n    print('frame', n, 'x' * 60)\n"


class Encoding:
    """One run of the encoder."""

    def __init__(self, name, frames):
        self.name = name
        self.frames = frames
        self.process = None

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", ENCODER, str(self.frames), stdout=asyncio.subprocess.PIPE
        )

    async def finish(self):
        status = await self.process.wait()
        if status:
            raise RuntimeError(f"{self.name}: status {status}")
        log = await self.process.stdout.read()
        return log.decode().splitlines()


async def encode(name, frames, limit):
    async with limit:
        encoding = Encoding(name, frames)
        await encoding.start()
        lines = await encoding.finish()
        return f"{name}: {len(lines)} frames"


async def main():
    limit = asyncio.Semaphore(2)
    recordings = {"rehearsal": 50, "concert": 20000}
    jobs = [encode(name, frames, limit) for name, frames in recordings.items()]
    for line in await asyncio.gather(*jobs):
        print(line)
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())

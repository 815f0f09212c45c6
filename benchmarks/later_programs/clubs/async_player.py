"""Play songs with a command line player and show what it says."""
import asyncio
import sys

PLAYER = "import sys\nfor n in range(int(sys.argv[1])):\n    print('beat', n, '.' * 60)\n"


class Song:
    def __init__(self, title, beats):
        self.title = title
        self.beats = beats
        self.process = None
        self.shown = 0

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", PLAYER, str(self.beats), stdout=asyncio.subprocess.PIPE
        )

    async def show(self):
        async for _ in self.process.stdout:
            self.shown += 1

    async def finish(self):
        showing = asyncio.ensure_future(self.show())
        status = await self.process.wait()
        await showing
        if status:
            raise RuntimeError(f"{self.title}: status {status}")
        return self.shown


async def play(song):
    await song.start()
    return song.title, await song.finish()


async def quiet(title):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PLAYER, "20000", stdout=asyncio.subprocess.DEVNULL
    )
    return title, await process.wait()


async def main():
    played = dict(await asyncio.gather(play(Song("waltz", 30)), play(Song("march", 20000)), quiet("nap")))
    print(played)
    if played == {"waltz": 30, "march": 20000, "nap": 0}:
        print("ok")


if __name__ == "__main__":
    asyncio.run(main())

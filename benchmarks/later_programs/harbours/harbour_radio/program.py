"""Plays the announcements of the harbour radio, with a jingle from an encoder of its own."""
import asyncio
import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor

from meter import meter
from signals import on_leave, on_reload


async def jingle(words):
    encoder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys; print(sys.argv[1].upper())", words,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await encoder.communicate()
    return output.decode().strip()


async def play(announcements, leaving):
    loop = asyncio.get_running_loop()
    spoken = []
    with ThreadPoolExecutor(2) as voices:
        for text in announcements:
            if leaving.is_set():
                break
            words = await loop.run_in_executor(voices, text.split)
            spoken.append(f"{await jingle(words[0])} {len(words)}")
    return spoken


async def broadcast():
    leaving = asyncio.Event()
    on_leave(asyncio.get_running_loop(), leaving.set)
    return await play(["ferry delayed by fog", "mind the gap", "lock closed"], leaving)


def main():
    levels = multiprocessing.SimpleQueue()
    watcher = multiprocessing.Process(target=meter, args=(levels,), daemon=True)
    watcher.start()
    first = levels.get()
    reloads = []
    on_reload(lambda *_: reloads.append(1))
    spoken = asyncio.run(broadcast())
    watcher.terminate()
    watcher.join()
    print(first, spoken)
    if spoken == ["FERRY 4", "MIND 3", "LOCK 2"] and not reloads:
        print("ok")


if __name__ == "__main__":
    main()

"""Letter frequencies of chapters that are produced while readers work."""
import multiprocessing as mp
import random
import time
from collections import Counter
from queue import Empty

SYLLABLES = ["ka", "lo", "mi", "ra", "te", "su", "no", "vi"]


def chapter(number):
    rng = random.Random(number)
    return " ".join("".join(rng.choices(SYLLABLES, k=3)) for _ in range(40))


def write_chapters(count, pace):
    for number in range(count):
        time.sleep(pace)  # the scanner delivers one chapter at a time
        yield chapter(number)


def available(tasks):
    while True:
        try:
            yield tasks.get_nowait()
        except Empty:
            return


def read(tasks, reply):
    reply.send("ready")
    letters = Counter()
    for text in available(tasks):
        letters.update(c for c in text if c.isalpha())
    reply.send(letters)
    reply.close()


class Reader:
    def __init__(self, ctx, tasks):
        self.reply, there = ctx.Pipe(duplex=False)
        self.process = ctx.Process(target=read, args=(tasks, there))
        self.process.start()
        there.close()
        greeting = self.reply.recv()
        assert greeting == "ready", greeting

    def result(self):
        letters = self.reply.recv()
        self.process.join()
        assert self.process.exitcode == 0, self.process
        return letters


def main():
    ctx = mp.get_context()
    tasks = ctx.Queue()
    readers = [Reader(ctx, tasks) for _ in range(2)]
    for text in write_chapters(8, pace=0.05):
        tasks.put(text)
    letters = sum((reader.result() for reader in readers), Counter())
    expected = Counter(c for n in range(8) for c in chapter(n) if c.isalpha())
    print(letters.most_common(3))
    print("ok" if letters == expected else "wrong")


if __name__ == "__main__":
    main()

"""Count the words of a text while it is being read."""
import multiprocessing as mp
import re
from collections import Counter

import sink

TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness"""


def tokens(text):
    for match in re.finditer(r"[a-z]+", text.lower()):
        yield match.group()


class Stream:
    def __init__(self, ctx):
        self.ctx = ctx
        self.inbox = ctx.Queue()
        self.reader, writer = ctx.Pipe(duplex=False)
        self.process = ctx.Process(target=sink.collect(self.inbox, writer, 3), name="sink")
        self.process.start()
        writer.close()

    def feed(self, items):
        for item in items:
            self.inbox.put(item)

    def finish(self):
        self.inbox.put(None)
        counts = Counter(dict(self.reader.recv()))
        self.process.join()
        if self.process.exitcode:
            raise RuntimeError("the sink failed")
        return counts


def main():
    stream = Stream(mp.get_context())
    stream.feed(tokens(TEXT))
    counts = stream.finish()
    print(counts.most_common(2))
    print("ok" if counts == Counter(t for t in tokens(TEXT) if len(t) >= 3) else "wrong")


if __name__ == "__main__":
    main()

import multiprocessing as mp


class Feed:
    """One child per feed; entries arrive until the child hangs up."""

    def __init__(self, title, entries):
        self.reader, writer = mp.Pipe(duplex=False)
        self.process = mp.Process(target=publish, args=(writer, title, entries))
        with writer:
            self.process.start()

    def __iter__(self):
        try:
            while True:
                yield self.reader.recv()
        except EOFError:
            self.reader.close()
            self.process.join()


def publish(connection, title, entries):
    for number in range(entries):
        connection.send({"feed": title, "id": number})
    connection.close()


def main():
    seen = {}
    for title, size in {"news": 40, "sport": 25}.items():
        feed = Feed(title, size)
        seen[title] = sum(1 for _ in feed)
        if feed.process.exitcode:
            raise RuntimeError(title)
    print(seen)
    assert seen == {"news": 40, "sport": 25}
    print("ok")


if __name__ == "__main__":
    main()

"""Draw map tiles in a few background processes."""
import enum
import multiprocessing as mp
import zlib


class Signal(enum.Enum):
    STOP = "stop"


def draw(inbox, outbox, stripes):
    counts = [0] * stripes
    for tile in iter(inbox.get, Signal.STOP):
        if tile is Signal.STOP:
            break
        x, y, name = tile
        counts[hash((x, y)) % stripes] += 1
        outbox.put((x, y, zlib.crc32(name.encode()) % 256))
    outbox.put(sum(counts))


class TileServer:
    def __init__(self, workers=2):
        self.inbox = mp.Queue()
        self.outbox = mp.Queue()
        self.workers = [self._spawn(n) for n in range(1, workers + 1)]

    def _spawn(self, number):
        proc = mp.Process(target=draw, args=(self.inbox, self.outbox, 4), name=f"draw-{number}")
        proc.start()
        return proc

    def render(self, tiles):
        for tile in tiles:
            self.inbox.put(tile)
        for _ in self.workers:
            self.inbox.put(Signal.STOP)
        drawn, done = {}, []
        while len(done) < len(self.workers):
            item = self.outbox.get(timeout=15)
            if isinstance(item, tuple):
                drawn[item[:2]] = item[2]
            else:
                done.append(item)
        for proc in self.workers:
            proc.join()
        return drawn, done


if __name__ == "__main__":
    tiles = [(x, y, f"tile-{x}-{y}") for x in range(5) for y in range(4)]
    drawn, done = TileServer().render(tiles)
    print(len(drawn), "tiles", sum(done))
    assert drawn == {(x, y): zlib.crc32(name.encode()) % 256 for x, y, name in tiles}
    assert sum(done) == len(tiles)
    print("ok")

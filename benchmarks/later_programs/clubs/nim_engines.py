"""Engines that think in processes of their own and send what they have found."""
import multiprocessing


class Engine(multiprocessing.Process):
    def __init__(self, name, heaps):
        super().__init__(name=name)
        self.heaps = list(heaps)
        self._here, self._there = multiprocessing.Pipe(duplex=False)
        self._nodes = 0
        self._move = None

    def start(self):
        super().start()
        self._there.close()

    def run(self):
        self._nodes += len(self.heaps)
        self._there.send((self.evaluate(), self._nodes))
        self._there.close()

    def evaluate(self):
        total = 0
        for heap in self.heaps:
            total ^= heap
        for place, heap in enumerate(self.heaps):
            if heap ^ total < heap:
                return place, heap - (heap ^ total)
        return 0, 1

    def join(self, timeout=None):
        """Wait for the move, then for the process."""
        if self._move is None and self._here.poll(timeout):
            try:
                self._move, self._nodes = self._here.recv()
            except EOFError:
                pass  # it has ended without a move, as its exit code tells
        super().join(timeout)

    @property
    def move(self):
        return self._move

    @property
    def nodes(self):
        return self._nodes


def main():
    engines = [Engine("first", (3, 4, 5)), Engine("second", (1, 2, 3))]
    for engine in engines:
        engine.start()
    for engine in engines:
        engine.join()
    if any(engine.exitcode for engine in engines):
        raise SystemExit("an engine resigned")
    print([(engine.move, engine.nodes) for engine in engines])
    if engines[0].move == (0, 2) and engines[1].nodes == 3:
        print("ok")


if __name__ == "__main__":
    main()

"""Let two tiny engines play Nim and see who is better."""
import multiprocessing
import random


class Engine(multiprocessing.Process):
    """Thinks in a process of its own, so that both can think at once."""

    def __init__(self, name, heaps):
        super().__init__(name=name)
        self.heaps = list(heaps)
        self._move = None
        self._nodes = 0

    def evaluate(self):
        raise NotImplementedError

    def run(self):
        self._move = self.evaluate()

    def move(self):
        """What it plays; waits until it has thought."""
        self.join()
        if self.exitcode:
            raise RuntimeError(f"{self.name} resigned")
        return self._move

    @property
    def nodes(self):
        return self._nodes


class Perfect(Engine):
    def evaluate(self):
        total = 0
        for heap in self.heaps:
            total ^= heap
        for place, heap in enumerate(self.heaps):
            self._nodes += 1
            if heap ^ total < heap:
                return place, heap - (heap ^ total)
        return 0, 1


class Hasty(Engine):
    def evaluate(self):
        self._nodes += 1
        place = max(range(len(self.heaps)), key=self.heaps.__getitem__)
        return place, random.Random(place).randint(1, self.heaps[place])


def main(heaps=(3, 4, 5)):
    engines = [Perfect("perfect", heaps), Hasty("hasty", heaps)]
    for engine in engines:
        engine.start()
    moves = {engine.name: engine.move() for engine in engines}
    print(moves, sum(engine.nodes for engine in engines), "nodes")
    if moves["perfect"] == (0, 2):
        print("ok")


if __name__ == "__main__":
    main()

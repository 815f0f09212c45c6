import multiprocessing as mp
import time


class Desk:
    """Runs one universe of dimmers per process."""

    def __init__(self, start_method="spawn"):
        self._ctx = mp.get_context(start_method)
        self.levels = mp.Queue()
        self.blackout = mp.Event()
        self._universes = []

    def add(self, name, cues):
        universe = self._ctx.Process(
            target=play, args=(name, cues, self.levels, self.blackout), name=name
        )
        self._universes.append(universe)
        return self

    def go(self):
        for universe in self._universes:
            universe.start()

    def finish(self, expected):
        seen = [self.levels.get(timeout=10) for _ in range(expected)]
        self.blackout.set()
        for universe in self._universes:
            universe.join()
        return seen


def play(name, cues, levels, blackout):
    began = time.monotonic()
    for cue in cues:
        wait = cue.at - (time.monotonic() - began)
        if wait > 0:
            time.sleep(wait)
        levels.put((name, cue.channel, cue.level))
    blackout.wait(10)

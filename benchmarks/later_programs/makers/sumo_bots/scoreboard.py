import multiprocessing as mp


class Scoreboard:
    """Counts the bouts as they are fought, for the projector in the hall."""

    def __init__(self, bouts):
        self.bouts = bouts
        self._done = mp.Value("i", 0)
        self._longest = mp.Value("i", 0)

    def record(self, moves):
        with self._done.get_lock():
            self._done.value += 1
        with self._longest.get_lock():
            if moves > self._longest.value:
                self._longest.value = moves

    @property
    def done(self):
        return self._done.value

    @property
    def longest(self):
        return self._longest.value

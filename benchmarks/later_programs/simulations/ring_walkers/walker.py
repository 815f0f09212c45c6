"""A walker on a ring of sites, in a process of its own."""
import multiprocessing
import random


class RingWalker(multiprocessing.Process):
    def __init__(self, sites, steps, seed):
        super().__init__(name=f"walker-{seed}")
        self.sites = sites
        self.steps = steps
        self.seed = seed
        self.position = 0
        self.laps = multiprocessing.Value("i", 0)
        self.visits = multiprocessing.Array("i", sites)

    def move(self, rng):
        forward = self.position + rng.choice((1, 1, -1))
        self.position = forward % self.sites
        return forward >= self.sites

    def run(self):
        rng = random.Random(self.seed)
        finished = 0
        for _ in range(self.steps):
            finished += self.move(rng)
            with self.visits.get_lock():
                self.visits[self.position] += 1
        with self.laps.get_lock():
            self.laps.value = finished

from collections import defaultdict
from queue import PriorityQueue


class Graph:
    """Steps with priorities; `ready` holds those whose needs are met."""

    def __init__(self, needs, priority):
        self.waiting = {step: set(upstream) for step, upstream in needs.items()}
        self.priority = priority
        self.followers = defaultdict(set)
        for step, upstream in needs.items():
            for one in upstream:
                self.followers[one].add(step)
        self.ready = PriorityQueue()
        for step, upstream in self.waiting.items():
            if not upstream:
                self.ready.put((priority.get(step, 9), step))

    def finished(self, step):
        for follower in self.followers[step]:
            self.waiting[follower].discard(step)
            if not self.waiting[follower]:
                self.ready.put((self.priority.get(follower, 9), follower))

    def take(self):
        while not self.ready.empty():
            yield self.ready.get()[1]

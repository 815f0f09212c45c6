class Collector:
    def __init__(self, queue):
        self.queue = queue
        self.found = {}

    def take(self, count):
        while len(self.found) < count:
            number, chunk = self.queue.get()
            self.found[number] = chunk
        return [self.found[number] for number in sorted(self.found)]

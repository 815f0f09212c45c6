class Progress:
    """How many pictures have been looked at, over all shelves."""

    def __init__(self, counter, total):
        self.counter = counter
        self.total = total

    def advance(self, by=1):
        self.counter.value += by

    def complete(self):
        return self.counter.value == self.total

    def line(self):
        return "%d of %d pictures" % (self.counter.value, self.total)

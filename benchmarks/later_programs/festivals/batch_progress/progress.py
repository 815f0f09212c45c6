"""Progress of all processes: the counter belongs to the run, and each worker is handed it as it starts."""


class Progress:
    def __init__(self):
        self._counter = None

    def attach(self, counter):
        self._counter = counter

    def tick(self):
        if self._counter is not None:
            with self._counter.get_lock():
                self._counter.value += 1


progress = Progress()


def attach(counter):
    progress.attach(counter)

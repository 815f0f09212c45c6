"""A crew: several processes that work on parts of one job."""

from multiprocessing import Process


class Crew:
    def __init__(self, work, parts, outbox):
        self.outbox = outbox
        self._members = [Process(target=work, args=(part, outbox)) for part in parts]

    def __len__(self):
        return len(self._members)

    def start(self):
        for member in self._members:
            member.start()
        return self

    def wait(self):
        for member in self._members:
            member.join()
        return all(member.exitcode == 0 for member in self._members)

    def results(self):
        return [self.outbox.get() for _ in self._members]

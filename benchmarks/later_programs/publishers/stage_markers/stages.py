"""Stages of the production of a book, each a process that hands its output to the next."""
import multiprocessing as mp


class EndOfCopy:
    """Follows the last piece of copy."""

    def __repr__(self):
        return "<end of copy>"


END = EndOfCopy()


def stage(work, inbox, outbox):
    while True:
        piece = inbox.get()
        if piece is END:
            outbox.put(END)
            break
        outbox.put(work(piece))


class Line:
    def __init__(self, *works):
        self.queues = [mp.Queue() for _ in range(len(works) + 1)]
        self.processes = [
            mp.Process(target=stage, args=(work, self.queues[number], self.queues[number + 1]))
            for number, work in enumerate(works)
        ]

    def __enter__(self):
        for process in self.processes:
            process.start()
        return self

    def feed(self, pieces):
        for piece in pieces:
            self.queues[0].put(piece)
        self.queues[0].put(END)

    def output(self):
        return iter(self.queues[-1].get, END)

    def __exit__(self, *exc_info):
        for process in self.processes:
            process.join()
            if process.exitcode and exc_info[0] is None:
                raise RuntimeError(f"{process.name} ended with {process.exitcode}")

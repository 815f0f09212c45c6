"""A process that sends objects to the one that started it, and hangs up when it is done."""
from multiprocessing import Pipe, Process


class Feed:
    def __init__(self, function, *args):
        self.label = " ".join(map(str, args))
        self.inbox, outbox = Pipe(duplex=False)
        self.process = Process(target=function, args=(outbox,) + args)
        self.process.start()
        outbox.close()
        self.status = None

    def finish(self):
        self.inbox.close()
        self.process.join()
        self.status = self.process.exitcode

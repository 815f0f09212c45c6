"""One-way channels from a process."""
import multiprocessing
from multiprocessing import connection


class Channel:
    def __init__(self, name):
        self.name = name
        self.receiver, self._sender = multiprocessing.Pipe(False)
        self.process = None

    def run(self, function, *arguments):
        self.process = multiprocessing.Process(target=function, args=(self._sender, *arguments), name=self.name)
        self.process.start()
        self._started()

    def _started(self):
        self._sender.close()
        del self._sender

    def fileno(self):
        return self.receiver.fileno()


def merge(channels):
    """Everything that arrives, until all senders are gone."""
    receivers = [channel.receiver for channel in channels]
    while receivers:
        for receiver in connection.wait(receivers):
            try:
                yield receiver.recv()
            except EOFError:
                receivers.remove(receiver)

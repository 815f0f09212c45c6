"""The processes that read messages."""
import multiprocessing

from .filters import verdict


class Moderator(multiprocessing.Process):
    def __init__(self, inbox, outbox, number):
        super().__init__(name=f"moderator-{number}")
        self.inbox = inbox
        self.outbox = outbox

    def run(self):
        for number, text in iter(self.inbox.get, None):
            self.outbox.put((number, verdict(text)))

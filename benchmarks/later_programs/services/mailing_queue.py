"""Delivers newsletters from a shared queue; the sender waits until all are handled."""
from __future__ import annotations

import multiprocessing as mp
import re
from typing import Optional

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")
STOP = None


class Mailer(mp.Process):
    def __init__(self, inbox, sent):
        super().__init__()
        self.inbox = inbox
        self.sent = sent

    def run(self) -> None:
        while True:
            letter: Optional[tuple] = self.inbox.get()
            if letter is STOP:
                self.inbox.task_done()
                break
            recipient, text = letter
            if not ADDRESS.fullmatch(recipient):
                print("skipped", recipient)
                continue
            self.deliver(recipient, text)
            self.inbox.task_done()

    def deliver(self, recipient, text):
        with self.sent.get_lock():
            self.sent.value += 1 if text else 0


def send_all(recipients, text, mailers=2):
    inbox = mp.JoinableQueue()
    sent = mp.Value("i", 0)
    crew = [Mailer(inbox, sent) for _ in range(mailers)]
    for mailer in crew:
        mailer.start()
    for recipient in recipients:
        inbox.put((recipient, text))
    inbox.join()
    for _ in crew:
        inbox.put(STOP)
    for mailer in crew:
        mailer.join()
    if any(mailer.exitcode for mailer in crew):
        raise RuntimeError("a mailer failed")
    return sent.value


def main():
    count = send_all(["ada@example.org", "bob.example.org", "cyd@example.org"], "Hello!")
    print("sent", count)
    print("ok" if count == 2 else "wrong")


if __name__ == "__main__":
    main()

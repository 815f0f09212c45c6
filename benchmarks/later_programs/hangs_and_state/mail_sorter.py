import multiprocessing as mp

SPAM_WORDS = frozenset({"lottery", "prize", "winner"})
FOLDERS = ("invoices", "general")
STOP = "--stop--"


class Sorter(mp.Process):
    def __init__(self, inbox, counts):
        super().__init__()
        self.inbox = inbox
        self.counts = counts

    def run(self):
        while True:
            message = self.inbox.get()
            if message == STOP:
                self.inbox.task_done()
                break
            subject, body = message
            if SPAM_WORDS & set(body.lower().split()):
                continue
            folder = "invoices" if "invoice" in subject.lower() else "general"
            with self.counts.get_lock():
                self.counts[FOLDERS.index(folder)] += 1
            self.inbox.task_done()


def fill(inbox, messages):
    for message in messages:
        inbox.put(message)


def main():
    messages = [
        ("Invoice 12", "please pay before friday"),
        ("Hello", "are you coming to dinner"),
        ("Good news", "you are the winner"),
        ("Invoice 13", "second reminder"),
    ]
    inbox = mp.JoinableQueue()
    counts = mp.Array("i", len(FOLDERS))
    sorters = [Sorter(inbox, counts) for _ in range(2)]
    for sorter in sorters:
        sorter.start()
    fill(inbox, messages)
    inbox.join()
    fill(inbox, [STOP] * len(sorters))
    for sorter in sorters:
        sorter.join()
    assert all(sorter.exitcode == 0 for sorter in sorters)
    print(dict(zip(FOLDERS, counts)))
    print("ok" if list(counts) == [2, 1] else "mismatch")


if __name__ == "__main__":
    main()

from __future__ import annotations

from snippets import Check


def test_a_sentinel_of_a_class_in_another_style(check: Check) -> None:
    check(
        "MP211",
        """
        from multiprocessing import Process, SimpleQueue

        class Stop:
            pass

        class Worker:
            STOP = Stop()

            def __init__(self):
                self.inbox = SimpleQueue()

            def stop(self):
                self.inbox.put(self.STOP)

            def run(self):
                while True:
                    item = self.inbox.get()
                    if item is Worker.STOP:  # MP211
                        return
                    print(item)

        if __name__ == "__main__":
            worker = Worker()
            Process(target=worker.run).start()
            worker.stop()
        """,
    )


def test_iter_with_a_sentinel_in_a_helper(check: Check) -> None:
    check(
        "MP211",
        """
        import multiprocessing as mp

        END = object()

        def items(queue):
            yield from iter(queue.get, END)  # MP211

        def consume(queue):
            print(list(items(queue)))

        def main():
            queue = mp.Queue()
            process = mp.Process(target=consume, args=(queue,))
            process.start()
            queue.put(END)
            process.join()
        """,
    )


def test_what_pickle_keeps_and_queues_of_threads_are_silent(check: Check) -> None:
    check(
        "MP211",
        """
        import enum
        import multiprocessing as mp
        import queue

        END = object()
        LAST = None

        class Mark(enum.Enum):
            STOP = 1

        class Stop:
            pass

        def consume(inbox):
            while True:
                item = inbox.get()
                if item is LAST or item is Mark.STOP or item is Stop:
                    return

        def local():
            box = queue.Queue()
            box.put(END)
            return box.get() is END

        def main():
            inbox = mp.Queue()
            process = mp.Process(target=consume, args=(inbox,))
            process.start()
            for one in (LAST, Mark.STOP, Stop):
                inbox.put(one)
            process.join()
        """,
    )

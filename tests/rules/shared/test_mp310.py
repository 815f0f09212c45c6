from __future__ import annotations

from snippets import Check


def test_an_attribute_and_a_part_of_a_message(check: Check) -> None:
    check(
        "MP310",
        """
        from multiprocessing import Queue

        class Batcher:
            def __init__(self):
                self.batch = []
                self.queue = Queue()

            def add(self, item):
                self.batch.append(item)
                if len(self.batch) > 9:
                    self.queue.put(("batch", self.batch))  # MP310
                    self.batch.clear()
        """,
    )


def test_a_buffer_that_a_loop_fills_again(check: Check) -> None:
    check(
        "MP310",
        """
        import multiprocessing as mp

        def produce(queue, lines):
            row = {}
            for line in lines:
                row["line"] = line
                queue.put(row)  # MP310

        def main():
            queue = mp.Queue()
            mp.Process(target=produce, args=(queue, ["a"])).start()
        """,
    )


def test_copies_new_objects_and_other_queues_are_silent(check: Check) -> None:
    check(
        "MP310",
        """
        import queue as threads
        from multiprocessing import Queue, SimpleQueue

        def produce(lines):
            box, simple, local = Queue(), SimpleQueue(), threads.Queue()
            batch = []
            for line in lines:
                batch.append(line)
                box.put(list(batch))
                simple.put(batch)
                local.put(batch)
            box.put(batch)
            batch = []
            batch.append(1)
            number = 1
            box.put(number)
            number += 1
        """,
    )

from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


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


def test_arrays_and_buffers_that_are_changed_in_place(check: Check) -> None:
    check(
        "MP310",
        """
        import random
        from multiprocessing import Queue

        import numpy as np

        def decay(queue, field):
            for step in range(9):
                queue.put((step, field))  # MP310
                field *= 0.5

        def combine(queue, other):
            total = np.zeros_like(other)
            for _ in range(9):
                queue.put(total)  # MP310
                np.add(total, other, out=total)

        def reset(queue):
            mask = np.ones((3, 3)).astype(bool)
            queue.put(mask)  # MP310
            mask.fill(False)

        def read(queue, file):
            block = bytearray(512)
            while file.readinto(block):
                queue.put(block)  # MP310

        def deal(queue):
            cards = list(range(52))
            for _ in range(9):
                random.shuffle(cards)
                queue.put(cards)  # MP310

        def main():
            queue = Queue()
            decay(queue, np.ones(9))
            combine(queue, np.ones(9))
            reset(queue)
            read(queue, open("blocks", "rb"))
            deal(queue)
        """,
    )


def test_new_arrays_numbers_and_tuples_are_silent(check: Check) -> None:
    check(
        "MP310",
        """
        from multiprocessing import Queue

        import numpy as np

        def decay(queue):
            field, other = np.ones(9), np.ones(9)
            for step in range(9):
                queue.put((step, field))
                field = field * 0.5
                field += 1
                queue.put(other.copy())
                other *= 2

        def count(queue, steps):
            mean, seen, text = np.ones(9).sum(), (), ""
            for step in steps:
                queue.put((mean, seen, text))
                mean += step
                seen += (step,)
                text += str(step)

        def fill(queue, file, data):
            block = bytes(512)
            queue.put(block)
            file.shuffle(data, block)
            np.add(data, 1, out=data)

        def main():
            queue = Queue()
            decay(queue)
            count(queue, [1.5])
            fill(queue, open("blocks"), [1])
        """,
    )


def test_messages_of_other_files(tmp_path: Path) -> None:
    files = {
        "sending.py": """
            class Batches:
                def __init__(self, queue):
                    self.queue = queue
                    self.rows = []

                def add(self, row):
                    self.rows.append(row)
                    if len(self.rows) == 3:
                        self.queue.put(self.rows)  # MP310
                        self.rows.clear()

            def work(results):
                row = {}
                for number in range(3):
                    row["number"] = number
                    results.put(row)  # MP310

            def work_anew(results):
                for number in range(3):
                    row = {}
                    row["number"] = number
                    results.put(row)
            """,
        "program.py": """
            from multiprocessing import Process, Queue
            from sending import Batches, work, work_anew

            if __name__ == "__main__":
                queue = Queue()
                batches = Batches(queue)
                for number in range(9):
                    batches.add(number)
                for target in (work, work_anew):
                    Process(target=target, args=(queue,)).start()
            """,
        "threads.py": """
            import queue
            from sending import work, work_anew

            work_anew(queue.Queue())
            """,
    }
    check_files(tmp_path, files, "MP310")


def test_a_handler_runs_where_the_put_has_failed_or_what_comes_after_it(check: Check) -> None:
    source = """
        from multiprocessing import Queue

        def work(queue, tasks):
            for number in tasks:
                stats = {{"number": number}}
                try:
                    stats["digest"] = hash(number)
                    {0}
                except Exception as error:
                    stats["error"] = str(error)
                    queue.put(stats)

        def main():
            work(Queue(), [1, 2])
    """
    check("MP310", source.format("queue.put(stats)"))
    check("MP310", source.format("queue.put(stats)  # MP310\n                    print(1 / number)"))
    check(
        "MP310",
        source.format(
            "queue.put(stats)  # MP310\n                finally:\n                    stats[1] = 2\n                try: ..."
        ),
    )

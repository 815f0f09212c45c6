from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files


def test_a_test_inside_an_endless_loop_and_one_among_others(check: Check) -> None:
    check(
        "MP308",
        """
        from multiprocessing import get_context

        ctx = get_context("spawn")

        def work(tasks, results, stop):
            while True:
                if tasks.qsize() == 0:  # MP308
                    return
                results.put(tasks.get())

        def other(tasks, results, stop):
            while not stop.is_set() and not tasks.empty():  # MP308
                results.put(tasks.get(timeout=5))

        if __name__ == "__main__":
            tasks, results, stop = ctx.JoinableQueue(), ctx.Queue(), ctx.Event()
            for target in (work, other):
                ctx.Process(target=target, args=(tasks, results, stop)).start()
        """,
    )


def test_a_handler_around_the_loop_of_a_method(check: Check) -> None:
    check(
        "MP308",
        """
        import multiprocessing as mp
        from multiprocessing.queues import Empty

        class Crew:
            def __init__(self):
                self.tasks = mp.Queue()

            def work(self):
                try:
                    while True:
                        task = self.tasks.get(block=False)
                        print(task)
                except Empty:  # MP308
                    pass

            def run(self):
                for n in range(4):
                    self.tasks.put(n)
                    mp.Process(target=self.work).start()
        """,
    )


def test_draining_polling_and_loops_after_a_join_are_silent(check: Check) -> None:
    check(
        "MP308",
        """
        from multiprocessing import Process, Queue
        from queue import Empty

        def produce(out):
            out.put(1)

        def consume(tasks, control):
            while control.get() != "stop":
                while not tasks.empty():
                    print(tasks.get())

        class Window:
            def __init__(self, out):
                self.out = out

            def on_timer(self):
                while not self.out.empty():
                    self.show(self.out.get())

        def main():
            out, tasks, control = Queue(), Queue(), Queue()
            process = Process(target=produce, args=(out,))
            process.start()
            Process(target=consume, args=(tasks, control)).start()
            while True:
                try:
                    print(out.get_nowait())
                except Empty:
                    continue
                break
            process.join()
            while not out.empty():
                print(out.get())
            while not tasks.empty():
                tasks.get()
        """,
    )


def test_a_generator_ends_with_the_queue_that_a_process_made_elsewhere_is_given(check: Check) -> None:
    check(
        "MP308",
        """
        import multiprocessing as mp
        import queue

        def ready(inbox, patience):
            while True:
                try:
                    item = inbox.get(timeout=0) if patience else inbox.get_nowait()
                except queue.Empty:  # MP308
                    return
                yield item

        def work(inbox, patience):
            for item in ready(inbox, patience):
                print(item)

        class Crew:
            def __init__(self, context, size):
                self.inbox = context.JoinableQueue()
                self.members = [context.Process(target=work, args=(self.inbox, True)) for _ in range(size)]

            def feed(self, items):
                for member in self.members:
                    member.start()
                for item in items:
                    self.inbox.put(item)

        if __name__ == "__main__":
            Crew(mp.get_context("spawn"), 3).feed(range(100))
        """,
    )


def test_a_helper_starts_whoever_looks_whether_the_queue_is_empty(check: Check) -> None:
    check(
        "MP308",
        """
        from multiprocessing import Process, Queue

        def texts(pages):
            while pages.qsize():  # MP308
                yield pages.get()

        def count(pages):
            print(sum(len(text) for text in texts(pages)))

        def begin(function, pages, times):
            workers = [Process(target=function, args=(pages,)) for _ in range(times)]
            for worker in workers:
                worker.start()
            return workers

        def main():
            pages = Queue()
            workers = begin(count, pages, 2)
            for number in range(40):
                pages.put(str(number))
            for worker in workers:
                worker.join()

        if __name__ == "__main__":
            main()
        """,
    )


def test_generators_that_wait_for_an_end_or_read_other_queues_are_silent(check: Check) -> None:
    check(
        "MP308",
        """
        import multiprocessing as mp
        import queue
        import threading

        def until_stopped(inbox, stop):
            while not stop.is_set():
                try:
                    item = inbox.get_nowait()
                except queue.Empty:
                    continue
                yield item

        def at_hand(inbox):
            while True:
                try:
                    yield inbox.get_nowait()
                except queue.Empty:
                    return

        def work(inbox, stop):
            for item in until_stopped(inbox, stop):
                print(item)

        def work_here(inbox):
            for item in at_hand(inbox):
                print(item)

        class Crew:
            def __init__(self, context):
                self.inbox, self.stop = context.Queue(), context.Event()
                self.member = context.Process(target=work, args=(self.inbox, self.stop))
                self.member.start()

        def in_threads(inbox):
            thread = threading.Thread(target=work_here, args=(inbox,))
            thread.start()
            thread.join()

        def main():
            crew = Crew(mp.get_context())
            crew.inbox.put(1)
            waiting = queue.Queue()
            waiting.put(1)
            in_threads(waiting)

        if __name__ == "__main__":
            main()
        """,
    )


DRAIN = """
    def drain(queue):
        found = []
        while not queue.empty():  # {mark}
            found.append(queue.get())
        return found
    """
PARENT = """
    from multiprocessing import Process, {queue}
    from drain import drain

    def work(queue):
        queue.put(1)

    def main():
        queue = Queue()
        process = Process(target=work, args=(queue,))
        process.start()
        {waits}
        print(drain(queue))
    """


@pytest.mark.parametrize(
    ("queue", "waits", "mark"),
    [("Queue", "pass", "MP308"), ("Queue", "process.join()", "fine"), ("SimpleQueue as Queue", "pass", "fine")],
)
def test_a_loop_of_another_file(tmp_path: Path, queue: str, waits: str, mark: str) -> None:
    files = {"drain.py": DRAIN.format(mark=mark), "program.py": PARENT.format(queue=queue, waits=waits)}
    check_files(tmp_path, files, "MP308")


def test_a_worker_class_of_another_file_and_a_thread(tmp_path: Path) -> None:
    loop = """
    {module}

    class Worker({base}):
        def __init__(self, queue):
            super().__init__()
            self.queue = queue

        def run(self):
            while not self.queue.empty():  # {mark}
                print(self.queue.get())
    """
    program = """
    {imported}
    from {name} import Worker

    if __name__ == "__main__":
        queue = Queue()
        workers = [Worker(queue) for _ in range(2)]
        for worker in workers:
            worker.start()
    """
    files = {
        "processes.py": loop.format(module="from multiprocessing import Process", base="Process", mark="MP308"),
        "threads.py": loop.format(module="from threading import Thread", base="Thread", mark="fine"),
        "a.py": program.format(imported="from multiprocessing import Queue", name="processes"),
        "b.py": program.format(imported="from queue import Queue", name="threads"),
    }
    check_files(tmp_path, files, "MP308")


@pytest.mark.parametrize(("first", "mark"), [("pass", "MP308"), ("time.sleep(3)", "fine")])
def test_a_worker_of_another_file_for_which_a_test_waits_a_while(tmp_path: Path, first: str, mark: str) -> None:
    files = {
        "server.py": """
            def serve(errors):
                errors.put("failed")
            """,
        "program.py": f"""
            import time
            from multiprocessing import Process, Queue
            from server import serve

            def main():
                errors = Queue()
                Process(target=serve, args=(errors,)).start()
                {first}
                while not errors.empty():  # {mark}
                    print(errors.get())
            """,
    }
    check_files(tmp_path, files, "MP308")

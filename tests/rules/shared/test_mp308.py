from __future__ import annotations

from snippets import Check


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

"""MP805: what an endless loop makes and keeps."""

from __future__ import annotations

from snippets import Check


def test_servers_that_keep_each_child(check: Check) -> None:
    check(
        "MP805",
        """
        import multiprocessing
        import socket

        class Child(multiprocessing.Process):
            def run(self):
                pass

        workers = []

        def handle(connection):
            child = multiprocessing.get_context("spawn").Process(target=print)  # MP805
            child.start()
            workers.append(child)

        def serve(server):
            while 1:
                try:
                    connection, _ = server.accept()
                except KeyboardInterrupt:
                    break
                handle(connection)

        class Server:
            def __init__(self):
                self.children: list[Child] = list()

            def forever(self):
                while True:
                    self.children.append(Child())  # MP805
                    self.children[-1].start()
        """,
    )


def test_silent_where_something_is_taken_out(check: Check) -> None:
    check(
        "MP805",
        """
        from multiprocessing import Process, Pool

        def removes():
            children = []
            while True:
                child = Process(target=print)
                child.start()
                children.append(child)
                if len(children) > 10:
                    children.pop(0).join()

        def reap(children):
            children[:] = [child for child in children if child.is_alive()]

        def hands_over():
            started = []
            while True:
                started.append(Process(target=print))
                started[-1].start()
                reap(started)

        def new_list_each_time():
            while True:
                batch = []
                for _ in range(4):
                    batch.append(Process(target=print))
                for child in batch:
                    child.start()

        def not_kept():
            while True:
                with Pool(2) as pool:
                    pool.map(abs, [1])
                Process(target=print).start()
        """,
    )


def test_silent_where_the_loop_ends(check: Check) -> None:
    check(
        "MP805",
        """
        from multiprocessing import Queue

        def until(wanted):
            queues = []
            while True:
                queues.append(Queue())
                if wanted():
                    break
            return queues

        def asked(wanted):
            channels = []
            while wanted():
                channels.append(Queue())
        """,
    )

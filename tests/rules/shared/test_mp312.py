from __future__ import annotations

from snippets import Check


def test_aliases_contexts_and_tuples(check: Check) -> None:
    check(
        "MP312",
        """
        import multiprocessing as mp
        import queue
        from multiprocessing import Lock

        Box = mp.Queue

        def kind(one):
            if isinstance(one, Box):  # MP312
                return "queue"
            return "box" if isinstance(one, (queue.Queue, mp.JoinableQueue)) else ""  # MP312

        def lock(one):
            return issubclass(type(one), Lock)  # MP312

        class Own(mp.Pool):  # MP312
            pass
        """,
    )


def test_exceptions_of_queues(check: Check) -> None:
    [found, other] = check(
        "MP312",
        """
        import multiprocessing as mp
        import queue
        from multiprocessing.queues import Empty

        def take(source):
            try:
                return source.get_nowait()
            except (queue.Empty, mp.queues.Empty, Empty, mp.TimeoutError):
                return source.full() and mp.Queue.__name__
            except mp.Queue.Full:  # MP312
                return None

        def put(context, source):
            queues = mp.get_context("spawn")
            try:
                source.put_nowait(1)
            except queues.JoinableQueue.Full:  # MP312
                pass
        """,
    )
    assert found.cure == other.cure
    assert "queue.Full" in str(found.cure)


def test_classes_annotations_in_quotes_and_calls_are_silent(check: Check) -> None:
    check(
        "MP312",
        """
        import multiprocessing as mp
        from multiprocessing import pool, queues, synchronize

        def work(queue: mp.Queue, lock: "mp.Lock | None", other: "mp.Queue[int]"):
            assert isinstance(queue, queues.Queue)
            assert isinstance(lock, (synchronize.Lock, pool.Pool))
            return isinstance(mp.current_process(), mp.Process)

        class Own(mp.Process):
            pass

        boxes: list = [mp.Queue(), mp.Value("i", 1)]
        """,
    )


def test_classes_for_which_a_function_is_told_what_to_do(check: Check) -> None:
    check(
        "MP312",
        """
        import multiprocessing as mp
        from functools import singledispatch, singledispatchmethod
        from multiprocessing.queues import JoinableQueue

        @singledispatch
        def close(one):
            one.close()

        @close.register(mp.Pool)  # MP312
        def _of_pool(one):
            one.terminate()

        @close.register(mp.Process)
        @close.register(JoinableQueue)
        def _of_others(one):
            one.close()

        class Printer:
            @singledispatchmethod
            def show(self, one):
                print(one)

            @show.register(mp.Lock)  # MP312
            def _(self, one):
                print("a lock")

        class Kinds(dict):
            def register(self, kind):
                return lambda function: self.setdefault(kind, function)

        kinds = Kinds()

        @kinds.register(mp.Queue)
        def fill(one):
            one.put(1)
        """,
    )

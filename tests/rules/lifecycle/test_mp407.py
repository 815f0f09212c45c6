from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "methods and a context object": """
        import multiprocessing

        class Job:
            def __init__(self):
                self.context = multiprocessing.get_context("spawn")

            def run(self, work):
                reader, writer = self.context.Pipe(False)
                child = self.context.Process(target=work, kwargs={"out": writer})
                child.start()
                try:
                    while True:
                        print(reader.recv())  # MP407
                except EOFError:
                    child.join()
        """,
    "a helper that reads": """
        import multiprocessing as mp
        from elsewhere import work

        def read(end):
            found = []
            while 1:
                try:
                    found.append(end.recv_bytes())  # MP407
                except (EOFError, OSError):
                    return found

        def main():
            here, there = mp.Pipe()
            mp.Process(None, work, "name", (there,)).start()
            return read(here)
        """,
    "a forked child that inherits the writing end": """
        import multiprocessing as mp

        context = mp.get_context("fork")

        def follow(end):
            while True:
                try:
                    end.recv()  # MP407
                except EOFError:
                    break

        def main():
            here, there = context.Pipe(duplex=False)
            child = context.Process(target=follow, args=[here])
            child.start()
            here.close()
            there.close()
            child.join()
        """,
}

RIGHT = {
    "the writing end is closed": """
        import multiprocessing as mp
        from elsewhere import work

        def main():
            here, there = mp.Pipe(False)
            child = mp.Process(target=work, args=(there,))
            child.start()
            there.close()
            while True:
                try:
                    here.recv()
                except EOFError:
                    break

        def other():
            here, there = mp.Pipe(False)
            with there:
                mp.Process(target=work, args=(there,)).start()
            while True:
                try:
                    here.recv()
                except EOFError:
                    break
        """,
    "asked first, or ended otherwise": """
        import multiprocessing as mp
        from elsewhere import work

        def polled():
            here, there = mp.Pipe(False)
            child = mp.Process(target=work, args=(there,))
            child.start()
            while True:
                try:
                    if here.poll(1):
                        here.recv()
                except EOFError:
                    break

        def counted():
            here, there = mp.Pipe(False)
            mp.Process(target=work, args=(there,)).start()
            while True:
                try:
                    if here.recv() == "end":
                        break
                except EOFError:
                    break
        """,
    "the child closes what it inherits": """
        import multiprocessing as mp

        def follow(end, other):
            other.close()
            while True:
                try:
                    end.recv()
                except EOFError:
                    break

        def main():
            here, there = mp.Pipe(False)
            child = mp.Process(target=follow, args=(here, there))
            child.start()
            here.close()
            there.close()
        """,
    "a child that is spawned": """
        import multiprocessing as mp

        context = mp.get_context("spawn")

        def follow(end):
            while True:
                try:
                    end.recv()
                except EOFError:
                    break

        def main():
            here, there = context.Pipe(False)
            context.Process(target=follow, args=(here,)).start()
            here.close()
            there.close()
        """,
    "given away": """
        import multiprocessing as mp
        from elsewhere import work, keep

        def main():
            here, there = mp.Pipe(False)
            mp.Process(target=work, args=(there,)).start()
            keep(there)
            while True:
                try:
                    here.recv()
                except EOFError:
                    break
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP407", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP407", RIGHT[name]) == []

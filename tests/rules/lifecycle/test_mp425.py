from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a subclass, a helper that reads": """
        import multiprocessing

        class Job(multiprocessing.Process):
            def __init__(self, out):
                super().__init__()
                self.out = out

            def run(self):
                self.check()
                self.out.put("done")

            def check(self):
                raise NotImplementedError

        def wait(out):
            return out.get()  # MP425

        def main():
            out = multiprocessing.Queue()
            Job(out).start()
            return wait(out)
        """,
    "a queue of a manager": """
        from multiprocessing import Manager, Process

        def root(number, out):
            if number < 0:
                raise ValueError(number)
            out.put(number**0.5)

        def main():
            out = Manager().Queue()
            children = [Process(target=root, args=(n, out)) for n in (1, -1)]
            for child in children:
                child.start()
            print([out.get(block=True) for _ in children])  # MP425
        """,
    "tasks of a pool whose results are read later, or never": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor

        def root(number, out):
            if number < 0:
                raise ValueError(number)
            out.put(number**0.5)

        def later(numbers):
            out = mp.Manager().Queue()
            with mp.Pool(2) as pool:
                results = [pool.apply_async(root, (n, out)) for n in numbers]
                for _ in results:
                    print(out.get())  # MP425
                for one in results:
                    one.get()

        def never(number, manager: mp.managers.SyncManager):
            out = manager.Queue()
            with ProcessPoolExecutor() as executor:
                executor.submit(root, number, out)
                return out.get()  # MP425
        """,
    "a pipe": """
        from multiprocessing import Pipe, Process

        def root(number, end):
            if number < 0:
                raise ValueError(number)
            end.send(number**0.5)
            end.close()

        def main():
            here, there = Pipe(duplex=False)
            Process(target=root, args=(-1, there)).start()
            print(here.recv())  # MP425
        """,
    "an exit": """
        import sys
        import multiprocessing as mp

        def work(out, n):
            if n > 3:
                sys.exit("too many")
            out.put(n)

        def main():
            out = mp.get_context("spawn").JoinableQueue()
            mp.get_context("spawn").Process(target=work, kwargs={"out": out, "n": 5}).start()
            print(out.get())  # MP425
        """,
}

RIGHT = {
    "something is put first, or in any case": """
        import multiprocessing as mp

        def first(out):
            out.put("ready")
            raise ValueError

        def always(out):
            try:
                raise ValueError
            finally:
                out.put("end")

        def main():
            for work in (first, always):
                out = mp.Queue()
                mp.Process(target=work, args=(out,)).start()
                print(out.get())
        """,
    "the parent looks at the process": """
        import multiprocessing as mp

        def work(out):
            if out.empty():
                raise ValueError
            out.put(1)

        def main():
            out = mp.Queue()
            process = mp.Process(target=work, args=(out,))
            process.start()
            while out.empty() and process.is_alive():
                pass
            print(out.get())
        """,
    "a limit, and no wait at all": """
        import multiprocessing as mp

        def work(out):
            if out.empty():
                raise ValueError
            out.put(1)

        def main():
            out = mp.Queue()
            mp.Process(target=work, args=(out,)).start()
            print(out.get(timeout=3), out.get_nowait(), out.get(True, 5), out.get(False))
        """,
    "the results of the pool are read first, or tell of errors": """
        import multiprocessing as mp

        def root(number, out):
            if number < 0:
                raise ValueError(number)
            out.put(number**0.5)

        def first(pool, number):
            out = mp.Manager().Queue()
            with mp.Pool(2) as pool:
                result = pool.apply_async(root, (number, out))
                result.get()
                return out.get()

        def told(pool, number):
            out = mp.Manager().Queue()
            with mp.Pool(2) as pool:
                pool.apply_async(root, (number, out), error_callback=out.put)
                return out.get()

        def at_once(numbers):
            out = mp.Manager().Queue()
            with mp.Pool(2) as pool:
                pool.starmap(root, [(n, out) for n in numbers])
                return [out.get() for _ in numbers]
        """,
    "the end of a pipe shows": """
        from multiprocessing import Pipe, Process

        def root(number, end):
            if number < 0:
                raise ValueError(number)
            end.send(number**0.5)

        def closed():
            here, there = Pipe(duplex=False)
            Process(target=root, args=(-1, there)).start()
            there.close()
            print(here.recv())

        def polled():
            here, there = Pipe(duplex=False)
            Process(target=root, args=(-1, there)).start()
            print(here.recv() if here.poll(3) else None)
        """,
    "a process that answers what it is asked": """
        from multiprocessing import Pipe, Process

        def serve(end):
            while True:
                what, number = end.recv()
                if what == "root":
                    end.send(number**0.5)
                else:
                    raise NotImplementedError(what)

        def main():
            here, there = Pipe()
            Process(target=serve, args=(there,), daemon=True).start()
            here.send(("root", 2))
            print(here.recv())
        """,
    "what the file does not show": """
        import multiprocessing as mp
        from elsewhere import work

        def main():
            out = mp.Queue()
            mp.Process(target=work, args=(out,)).start()
            print(out.get())
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP425", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP425", RIGHT[name]) == []


def test_an_object_of_another_file_waits_for_the_answer(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process, Queue

            class Call:
                def __init__(self, target):
                    self.queue = Queue()
                    self.process = Process(target=target, args=(self.queue,))
                    self.process.start()

                def result(self):
                    answer = self.queue.get()  # MP425
                    self.process.join()
                    return answer
        """,
        "work.py": """
            def load(queue):
                if not queue:
                    raise ValueError("none")
                queue.put(1)
        """,
        "program.py": """
            from lib import Call
            from work import load

            if __name__ == "__main__":
                print(Call(load).result())
        """,
    }
    check_files(tmp_path, files, "MP425", level="pedantic")

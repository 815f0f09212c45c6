"""Ends of pipes that are closed only when nobody gets there any more."""

from __future__ import annotations

import pytest

from snippets import Check

HEAD = """
import multiprocessing as mp
import threading

def count(most, out):
    for number in range(most):
        out.send(number)
    out.close()
"""

WRONG = {
    "after the loop": """
        def main():
            here, there = mp.Pipe(duplex=False)
            child = mp.Process(target=count, args=(3, there))
            child.start()
            while True:
                try:
                    print(here.recv())  # MP407
                except EOFError:
                    break
            there.close()
            child.join()

        if __name__ == "__main__":
            main()
        """,
    "in the handler for the end": """
        def main():
            here, there = mp.Pipe(duplex=False)
            child = mp.Process(target=count, args=(3, there))
            child.start()
            try:
                while True:
                    print(here.recv())  # MP407
            except EOFError:
                there.close()
            finally:
                child.join()

        if __name__ == "__main__":
            main()
        """,
    "when the block is left in which the object is read": """
        class Counting:
            def __init__(self, most):
                self.most = most

            def __enter__(self):
                self.inlet, self.outlet = mp.Pipe(duplex=False)
                self.child = mp.Process(target=count, args=(self.most, self.outlet))
                self.child.start()
                return self

            def __iter__(self):
                while True:
                    try:
                        yield self.inlet.recv()  # MP407
                    except EOFError:
                        return

            def __exit__(self, *problem):
                self.inlet.close()
                self.outlet.close()
                self.child.join()

        if __name__ == "__main__":
            with Counting(3) as numbers:
                for number in numbers:
                    print(number)
        """,
    "by a method that is called after the one that reads": """
        class Counting:
            def __init__(self):
                self.inlet, self.outlet = mp.Pipe(duplex=False)
                self.child = mp.Process(target=count, args=(3, self.outlet))

            def start(self):
                self.child.start()

            def collect(self):
                found = []
                while True:
                    try:
                        found.append(self.inlet.recv())  # MP407
                    except EOFError:
                        return found

            def stop(self):
                self.outlet.close()
                self.child.join()

        def main():
            counting = Counting()
            counting.start()
            try:
                print(counting.collect())
            finally:
                counting.stop()

        if __name__ == "__main__":
            main()
        """,
}

RIGHT = {
    "by a thread": """
        def main():
            here, there = mp.Pipe(duplex=False)
            child = mp.Process(target=count, args=(3, there))
            child.start()
            threading.Thread(target=there.close).start()
            while True:
                try:
                    print(here.recv())
                except EOFError:
                    break
            child.join()

        if __name__ == "__main__":
            main()
        """,
    "while a thread reads": """
        def read(here):
            while True:
                try:
                    print(here.recv())
                except EOFError:
                    break

        def main():
            here, there = mp.Pipe(duplex=False)
            child = mp.Process(target=count, args=(3, there))
            child.start()
            reader = threading.Thread(target=read, args=(here,))
            reader.start()
            there.close()
            reader.join()
            child.join()

        if __name__ == "__main__":
            main()
        """,
    "where the loop over what is read is left before its end": """
        class Counting:
            def __enter__(self):
                self.inlet, self.outlet = mp.Pipe(duplex=False)
                self.child = mp.Process(target=count, args=(3, self.outlet))
                self.child.start()
                return self

            def __iter__(self):
                while True:
                    try:
                        yield self.inlet.recv()
                    except EOFError:
                        return

            def __exit__(self, *problem):
                self.outlet.close()
                self.child.join()

        if __name__ == "__main__":
            with Counting() as numbers:
                for number in numbers:
                    if number == 2:
                        break
            with Counting() as numbers:
                print([number for _, number in zip(range(3), numbers)])
        """,
    "in the loop, once a mark has come": """
        def main():
            here, there = mp.Pipe(duplex=False)
            child = mp.Process(target=count, args=(3, there))
            child.start()
            while True:
                try:
                    if here.recv() == 2:
                        there.close()
                except EOFError:
                    break
            child.join()

        if __name__ == "__main__":
            main()
        """,
    "before a second round of reading": """
        def rest(here):
            found = []
            while True:
                try:
                    found.append(here.recv())
                except EOFError:
                    return found

        def main():
            here, there = mp.Pipe(duplex=False)
            child = mp.Process(target=count, args=(3, there))
            child.start()
            print(here.recv())
            there.close()
            print(rest(here))
            child.join()

        if __name__ == "__main__":
            main()
        """,
    "as something is done around all of it": """
        class Counting:
            def __init__(self):
                self.inlet, self.outlet = mp.Pipe(duplex=False)
                self.child = mp.Process(target=count, args=(3, self.outlet))

            def started(self):
                self.child.start()
                self.let_go()
                return self

            def let_go(self):
                self.outlet.close()

            def collect(self):
                found = []
                while True:
                    try:
                        found.append(self.inlet.recv())
                    except EOFError:
                        return found

        if __name__ == "__main__":
            print(Counting().started().collect())
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP407", HEAD + _dedented(WRONG[name]))


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP407", HEAD + _dedented(RIGHT[name])) == []


def _dedented(source: str) -> str:
    return "\n".join(line[8:] for line in source.split("\n"))

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

HIGH = {
    "a thread, in a file that uses processes too": """
        import multiprocessing
        import threading

        class Reader(threading.Thread):
            def __init__(self, queue):  # MP416
                self.queue = queue

            def run(self):
                self.queue.get()

        Reader(multiprocessing.Queue()).start()
        """,
    "the base's constructor is called of its grandchild": """
        from multiprocessing import Process

        class Base(Process):
            def __init__(self, x):  # MP416
                self.x = x

        class Worker(Base):
            def __init__(self, x, y):
                super().__init__(x)
                self.y = y

        class Other(Worker):
            pass

        workers = [Worker(1, 2), Other(3, 4)]
        """,
    "another object's constructor": """
        import multiprocessing as mp

        class Helper(mp.Process):
            def __init__(self):
                super().__init__()

        class Worker(mp.Process):
            def __init__(self):  # MP416
                self.helper = Helper()

        Worker().start()
        """,
    "a mixin that comes first": """
        from multiprocessing import Process

        class Logged:
            def __init__(self):
                self.log = []

        class Worker(Logged, Process):  # MP416
            def __init__(self):
                super().__init__()
                self.x = 1

        Worker().start()
        """,
    "data classes": """
        import dataclasses
        import multiprocessing

        @dataclasses.dataclass(eq=False)
        class Worker(multiprocessing.Process):  # MP416
            x: int = 1

            def __post_init__(self):
                self.y = self.x

        Worker().start()
        """,
    "attributes before the constructor": """
        import multiprocessing
        import threading

        class Worker(multiprocessing.Process):
            def __init__(self, x):
                self.x = x
                self.daemon = True  # MP416
                multiprocessing.Process.__init__(self)

        class Reader(threading.Thread):
            def __init__(self, x):
                self.name = "reader"  # MP416
                super(Reader, self).__init__()
                self.daemon = True
        """,
}

MEDIUM = {
    "a class that others use": """
        import multiprocessing

        class Worker(multiprocessing.Process):
            def __init__(self, x):  # MP416
                self.x = x

            def run(self):
                print(self.x)
        """,
    "not on every path": """
        from multiprocessing import Process

        class Worker(Process):
            def __init__(self, x=None):  # MP416
                if x is None:
                    return
                super().__init__()

        Worker()
        """,
}

RIGHT = {
    "every way to call it": """
        import multiprocessing as mp
        from multiprocessing import Process
        from multiprocessing.context import SpawnProcess
        from threading import Thread

        class A(Process):
            def __init__(self, x):
                self.x = x
                super().__init__()
                self.daemon = True

        class B(Process):
            def __init__(self, *args, **kwargs):
                super(B, self).__init__(*args, **kwargs)

        class C(mp.Process):
            def __init__(self):
                mp.Process.__init__(self, name="c")

        class D(A):
            def __init__(self):
                A.__init__(self, 1)

        class E(SpawnProcess):
            def __init__(self, x):
                SpawnProcess.__init__(self)

        class F(Thread):
            def __init__(self, x):
                self.setup()

            def setup(self):
                Thread.__init__(self)

        class G(Process):
            pass

        class H(Process):
            def run(self):
                pass

        for made in (A(1), B(), C(), D(), E(1), F(1), G(), H()):
            made.start()
        """,
    "either way": """
        import sys
        from multiprocessing import Process

        class A(Process):
            def __init__(self, daemon=None):
                if daemon is None:
                    super().__init__()
                else:
                    super().__init__(daemon=daemon)

        class B(Process):
            def __init__(self):
                try:
                    super().__init__(daemon=True)
                except TypeError:
                    Process.__init__(self)

        A().start()
        B().start()
        """,
    "cooperative mixins, and bases from elsewhere": """
        from multiprocessing import Process
        from elsewhere import Base, Mixin

        class Logged:
            def __init__(self, **options):
                super().__init__(**options)

        class A(Logged, Process):
            pass

        class B(Mixin, Process):
            pass

        class C(Base):
            def __init__(self):
                self.x = 1

        class D(Process, Logged):
            pass

        class E(Mixin, Process):
            def __init__(self):
                Mixin.__init__(self)

        A(), B(), C(), D(), E()
        """,
    "an abstract class whose subclass does it": """
        from multiprocessing import Process

        class Base(Process):
            def __init__(self, x):
                self.x = x

        class Worker(Base):
            def __init__(self, x):
                Process.__init__(self)
                Base.__init__(self, x)

        Worker(1).start()
        """,
    "later, in another method": """
        from multiprocessing import Process

        class A(Process):
            def __init__(self, x):
                self.x = x

            def prepare(self):
                Process.__init__(self)

        class B(Process):
            def __init__(self, x):
                self.x = x

            def start(self):
                super().__init__()
                super().start()

        class C(Process):
            def __new__(cls, x):
                made = super().__new__(cls)
                Process.__init__(made)
                return made

            def __init__(self, x):
                self.x = x

        A(1), B(1), C(1)
        """,
    "data classes that do it": """
        from dataclasses import dataclass
        from multiprocessing import Process

        @dataclass(eq=False)
        class A(Process):
            x: int

            def __post_init__(self):
                super().__init__()

        @dataclass(init=False)
        class B(Process):
            def __init__(self):
                super().__init__()

        @dataclass(init=False)
        class C(Process):
            x: int = 1

        @dataclass
        class Options:
            x: int = 1

        class D(Process, Options):
            pass

        A(1), B(), C(), D()
        """,
    "a class that is its own base": """
        from multiprocessing import Process

        class A(A, Process):
            pass

        A()
        """,
    "own properties": """
        from multiprocessing import Process

        class A(Process):
            daemon = False

            def __init__(self):
                self.daemon = True
                self.name = "a"
                super().__init__()

        A()
        """,
    "decorated by others": """
        import attrs
        from multiprocessing import Process

        @attrs.define
        class A(Process):
            x: int

        A(1)
        """,
    "no subclasses of these": """
        import multiprocessing
        from elsewhere import Process

        class A(Process):
            def __init__(self):
                self.daemon = True

        class B(multiprocessing.Queue):
            def __init__(self):
                pass

        class C:
            def __init__(self):
                self.process = multiprocessing.Process(target=print)

        A(), B(), C()
        """,
    "only threads: such files are not read": """
        import threading

        class A(threading.Thread):
            def __init__(self):
                self.x = 1

        A().start()
        """,
}


@pytest.mark.parametrize("name", HIGH)
def test_wrong(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP416", HIGH[name])} == {Confidence.HIGH}


@pytest.mark.parametrize("name", MEDIUM)
def test_wrong_in_some_cases(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP416", MEDIUM[name])} == {Confidence.MEDIUM}


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP416", RIGHT[name]) == []


def test_the_finding_points_at_the_name(check: Check) -> None:
    (finding,) = check("MP416", MEDIUM["a class that others use"])
    place = finding.location
    assert (place.line, place.column, place.end_line, place.end_column) == (5, 5, 5, 17)

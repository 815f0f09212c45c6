"""What rules find in objects of classes that are derived from containers."""

from __future__ import annotations

import textwrap

import pytest

from snippets import Check

HEAD = """
import collections
from concurrent.futures import ProcessPoolExecutor
executor = ProcessPoolExecutor()
def work(x=0):
    return x
"""

REPORTED = {
    "under a key": """
        class Steps(dict):
            pass
        def main():
            steps = Steps()
            steps["good"] = work
            steps["bad"] = lambda: 1
            executor.submit(steps["good"])
            executor.submit(steps["bad"])  # MP201
        """,
    "what it is made with": """
        class Steps(dict[str, object]):
            pass
        def main():
            steps = Steps(good=work, bad=lambda: 1)
            executor.submit(steps["good"])
            executor.submit(steps.get("bad"))  # MP201
        """,
    "appended from outside": """
        class Steps(list):
            def total(self):
                return len(self)
        def main():
            steps = Steps()
            steps.append(lambda: 1)
            for step in steps:
                executor.submit(step)  # MP201
        """,
    "appended by its own method": """
        class Steps(collections.deque):
            def __init__(self, name):
                super().__init__()
                self.name = name
            def fill(self):
                self.append(lambda: 1)
            def run(self):
                for step in self:
                    executor.submit(step)  # MP201
        def main():
            steps = Steps("night")
            steps.fill()
            steps.run()
        """,
    "by an ancestor": """
        class Base(list):
            def fill(self):
                self.extend([lambda: 1])
        class Steps(Base):
            pass
        def main():
            steps = Steps()
            steps.fill()
            executor.submit(steps[0])  # MP201
        """,
    "in the values": """
        class Steps(collections.OrderedDict):
            def fill(self):
                self.update(bad=lambda: 1)
        def main():
            steps = Steps()
            steps.fill()
            for step in steps.values():
                executor.submit(step)  # MP201
        """,
}
SILENT = {
    "it gives out something else": """
        class Steps(dict):
            def __getitem__(self, name):
                return work
        def main():
            steps = Steps()
            steps["a"] = lambda: 1
            executor.submit(steps["a"])
        """,
    "it keeps something else": """
        class Steps(list):
            def append(self, step):
                super().append(work)
        def main():
            steps = Steps()
            steps.append(lambda: 1)
            for step in steps:
                executor.submit(step)
        """,
    "it is filled by its constructor": """
        class Steps(dict):
            def __init__(self, names):
                super().__init__({name: work for name in names})
        def main(names):
            steps = Steps(names)
            steps["a"] = lambda: 1
            executor.submit(steps[names[0]])
        """,
    "one of an unknown family": """
        from elsewhere import Base
        class Steps(Base, dict):
            pass
        def main():
            steps = Steps()
            steps["a"] = lambda: 1
            executor.submit(steps["a"])
        """,
    "another class of the family": """
        class Steps(list):
            pass
        class Local(Steps):
            pass
        def main():
            local, steps = Local(), Steps()
            local.append(lambda: 1)
            steps.append(work)
            for step in steps:
                executor.submit(step)
        """,
    "its keys": """
        class Steps(dict):
            pass
        def main():
            steps = Steps()
            steps[work] = lambda: 1
            for step in steps:
                executor.submit(step)
        """,
    "nothing is known to be put into it": """
        class Steps(dict):
            pass
        def main(fill):
            steps = Steps()
            fill(steps)
            for name, step in steps.items():
                executor.submit(step, name)
        """,
}


@pytest.mark.parametrize("source", [*REPORTED.values(), *SILENT.values()], ids=[*REPORTED, *SILENT])
def test_an_object_that_is_a_container(check: Check, source: str) -> None:
    check("MP201", HEAD + textwrap.dedent(source))

"""MP415 where methods join a pool and close it: their order in the program that calls them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from snippets import Check

_CREW = """
        import multiprocessing

        class Crew:
            def __init__(self):
                self.pool = multiprocessing.Pool(2)
                self.jobs = []

            def add(self, item):
                self.jobs.append(self.pool.apply_async(len, (item,)))

            def results(self):
                self.pool.join(){mark}
                return [job.get() for job in self.jobs]

            def close(self):
                self.pool.close()

        import contextlib

        @contextlib.contextmanager
        def working():
            crew = Crew()
            try:
                yield crew
            finally:
                crew.close()

"""
#: Programs with a crew, in which the pool is joined too early.
EARLY = {
    "closed afterwards": """
        def main():
            crew = Crew()
            crew.add("a")
            print(crew.results())
            crew.close()

        if __name__ == "__main__":
            main()
        """,
    "closed at the end of a block": """
        if __name__ == "__main__":
            with working() as crew:
                crew.add("a")
                print(crew.results())
        """,
    "closed in time for the first one only": """
        def main():
            for name in ("a", "b"):
                crew = Crew()
                crew.add(name)
                print(crew.results())
                crew.close()

        if __name__ == "__main__":
            main()
        """,
}
#: Those in which it may be closed before.
IN_TIME = {
    "closed before": """
        def main():
            crew = Crew()
            crew.add("a")
            crew.close()
            print(crew.results())

        if __name__ == "__main__":
            main()
        """,
    "closed by a function that is called before": """
        def finish(crew):
            crew.close()

        def main():
            crew = Crew()
            crew.add("a")
            finish(crew)
            print(crew.results())

        if __name__ == "__main__":
            main()
        """,
    "closed by a block that ends before": """
        def main():
            with working() as crew:
                crew.add("a")
            print(crew.results())

        main()
        """,
    "in a library, whose users are not known": """
        def results_of(items):
            crew = Crew()
            for item in items:
                crew.add(item)
            return crew
        """,
    "closed in the turn before, of the same crew": """
        def main():
            crew = Crew()
            for number in range(2):
                if number:
                    print(crew.results())
                else:
                    crew.close()

        if __name__ == "__main__":
            main()
        """,
}


@pytest.mark.parametrize("name", EARLY)
def test_methods_are_compared_where_a_program_calls_both(check: Check, name: str) -> None:
    assert check("MP415", dedent(_CREW).format(mark="  # MP415") + dedent(EARLY[name]))


@pytest.mark.parametrize("name", IN_TIME)
def test_what_may_be_closed_before_is_silent(check: Check, name: str) -> None:
    assert check("MP415", dedent(_CREW).format(mark="") + dedent(IN_TIME[name])) == []

"""MP320: what reads standard input in workers."""

from __future__ import annotations

from snippets import Check

CODE = "MP320"


def test_a_helper_and_an_alias(check: Check) -> None:
    check(
        CODE,
        """
        import multiprocessing
        from pdb import set_trace as stop

        def ask(text):
            return input(text)  # MP320

        def work(number):
            stop()  # MP320
            return ask(str(number))

        def main(context):
            context.Process(target=work, args=(1,)).start()

        if __name__ == "__main__":
            main(multiprocessing.get_context("spawn"))
        """,
    )


def test_an_initializer_and_a_method(check: Check) -> None:
    check(
        CODE,
        """
        import sys
        from concurrent.futures import ProcessPoolExecutor

        class Job:
            def prepare(self):
                self.password = sys.stdin.readline()  # MP320

        def run(job):
            with ProcessPoolExecutor(initializer=job.prepare) as executor:
                executor.submit(print, 1)

        if __name__ == "__main__":
            run(Job())
        """,
    )


def test_standard_input_given_by_the_parent(check: Check) -> None:
    check(
        CODE,
        """
        import os, sys
        from multiprocessing import Process

        def work(descriptor):
            sys.stdin = os.fdopen(descriptor)
            return input()

        if __name__ == "__main__":
            Process(target=work, args=(os.dup(0),)).start()
        """,
    )


def test_threads_the_parent_and_names_of_ones_own(check: Check) -> None:
    check(
        CODE,
        """
        import sys
        from multiprocessing import Pool
        from threading import Thread
        from forms import input as ask

        def listen():
            for line in sys.stdin:
                print(line)

        def work(number):
            return ask(number)

        if __name__ == "__main__":
            Thread(target=listen).start()
            with Pool() as pool:
                pool.map(work, [int(input())])
        """,
    )

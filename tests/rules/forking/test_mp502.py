from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

REPORTED = {
    "a bare return, the process id in an attribute": """
        import os

        class Worker:
            def start(self):
                self.pid = os.fork()  # MP502
                if self.pid != 0:
                    return
                self.count = 1
        """,
    "code after both branches": """
        from os import fork, waitpid

        def run(path):
            child = fork()  # MP502
            if 0 == child:
                open(path).close()
            else:
                waitpid(child, 0)
            print("finished")
        """,
    "only one path of the child ends": """
        import os

        def run(quiet):
            if os.fork() == 0:  # MP502
                if quiet:
                    os._exit(0)
                print("loud")
            os.wait()
        """,
    "exit handlers are registered": """
        import atexit
        import os
        import sys

        atexit.register(print, "bye")

        def run():
            pid = os.fork()  # MP502
            if pid == 0:
                sys.exit(1)
            return os.waitpid(pid, 0)
        """,
}

SILENT = {
    "a function that exits": """
        import os
        import sys

        def end(message=None, status=0):
            if message:
                print(message)
            sys.exit(status)

        def daemonize():
            try:
                pid = os.fork()
                if pid > 0:
                    end()
            except OSError as error:
                end(str(error), 1)
            os.setsid()
        """,
    "the fork is all that a process does": """
        import multiprocessing
        import os
        import time

        def work():
            pid = os.fork()
            if pid == 0:
                return
            time.sleep(0.1)

        def run(target):
            process = multiprocessing.Process(target=target)
            process.start()
            process.join()

        def test():
            process = multiprocessing.Process(target=run, args=(work,))
            process.start()
        """,
    "a function that never returns": """
        import os

        class Server:
            def serve(self):
                try:
                    print("serving")
                finally:
                    os._exit(0)

            def start(self):
                pid = os.fork()
                if pid == 0:
                    self.serve()
                self.pid = pid
        """,
    "an endless loop": """
        import os, time

        def start():
            pid = os.fork()
            if not pid:
                while True:
                    time.sleep(1)
            return pid
        """,
    "the parent ends": """
        import os, sys

        def daemonize():
            try:
                pid = os.fork()
                if pid > 0:
                    sys.exit(0)
            except OSError:
                sys.exit(1)
            os.setsid()
        """,
    "errors of the fork itself are taken": """
        import os

        def start():
            try:
                pid = os.fork()
                if pid == 0:
                    os.execv("/bin/true", ["true"])
            except OSError:
                pid = None
            return pid
        """,
    "the caller tests the result": """
        import os

        def fork():
            return os.fork()

        def start():
            pid = os.fork()
            if pid == 0:
                os.setsid()
            return pid
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_children_that_run_on_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP502", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_children_that_end_or_are_told_apart_are_not(check: Check, source: str) -> None:
    check("MP502", source)


@pytest.mark.parametrize("work", ["job()", "sys.exit(0)"])
def test_what_may_end_the_child_or_does_no_visible_harm_is_a_hint(check: Check, work: str) -> None:
    (finding,) = check(
        "MP502",
        f"""
        import os, sys

        def run(job):
            if os.fork() == 0:  # MP502
                {work}
            os.wait()
        """,
    )
    assert finding.confidence is Confidence.LOW


def test_functions_that_call_each_other_many_times_are_followed_once(check: Check) -> None:
    """Each calls the next one twice: followed anew from each call, 60 of them would take for ever."""
    chain = "".join(f"def step{n}():\n    step{n + 1}()\n    step{n + 1}()\n\n" for n in range(60))
    check(
        "MP502",
        f"import os\n\n{chain}def step60():\n    os._exit(0)\n\ndef run():\n    if os.fork() == 0:\n        step0()\n    work()\n",
    )

"""MP509: children of os.fork() that nothing waits for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_servers_and_functions_that_a_loop_calls(check: Check) -> None:
    found = check(
        "MP509",
        """
        from os import _exit, fork as copy
        import logging
        import os

        def serve(listener, handle):
            while True:
                connection, _ = listener.accept()
                child = os.fork()  # MP509
                if child == 0:
                    handle(connection)
                    _exit(0)
                connection.close()
                logging.info("child %d", child)

        def launch(work):
            if (pid := copy()) > 0:  # MP509
                return
            work()
            os._exit(0)

        def once(work):
            if not os.fork():  # MP509
                work()
                os._exit(0)

        def main(tasks):
            for task in tasks:
                launch(task)
            once(print)
        """,
    )
    levels = [finding.confidence for finding in sorted(found, key=lambda finding: finding.location.line)]
    assert levels == [Confidence.MEDIUM, Confidence.MEDIUM, Confidence.LOW]


def test_a_parent_that_ends_or_hands_the_number_on_is_silent(check: Check) -> None:
    check(
        "MP509",
        """
        import os
        import sys

        def background(work):
            if os.fork():
                sys.exit(0)
            work()

        def start(work, registry):
            pid = os.fork()
            if pid == 0:
                work()
                os._exit(0)
            registry.add(pid)

        def run(work):
            pid = os.fork()
            if pid:
                return pid
            work()
            os._exit(0)

        if not os.fork():
            os._exit(0)
        """,
    )


def test_files_that_wait_for_children_are_silent(check: Check) -> None:
    for reaps in (
        "os.waitpid(-1, os.WNOHANG)",
        "signal.signal(signal.SIGCHLD, reap)",
        "getattr(loop, 'add_signal_handler')(signal.SIGCHLD, reap)",
    ):
        check(
            "MP509",
            f"""
            import os
            import signal

            def serve(tasks, loop, reap):
                {reaps}
                for task in tasks:
                    if os.fork() == 0:
                        task()
                        os._exit(0)
            """,
        )


RETURNED = """
    import errno
    import os
    import time

    def spawn(work):
        pid = os.fork()  # MP509
        if pid == 0:
            work()
            os._exit(0)
        return pid

    def lives(child):
        try:
            os.kill(child, 0)
        except OSError as error:
            return error.errno != errno.ESRCH
        return True

    def run(tasks):
        children = [spawn(task) for task in tasks]
        while any(lives(child) for child in children):
            time.sleep(0.1)

    if __name__ == "__main__":
        run([print, print])
    """
KEPT = """
    import os
    from time import sleep

    class Children:
        def __init__(self):
            self.pids = set()
            self.names = {}

        def add(self, name, work):
            if (pid := os.fork()) == 0:  # MP509
                work()
                os._exit(0)
            self.pids.add(pid)
            self.names[pid] = name

        def alive(self):
            found = []
            for pid, name in self.names.items():
                try:
                    os.kill(pid, 0)
                    found.append(name)
                except ProcessLookupError:
                    self.pids.discard(pid)
            return found

    def main():
        children = Children()
        children.add("one", print)
        while children.alive():
            sleep(1)

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize("source", [RETURNED, KEPT])
def test_a_program_that_asks_with_signal_0_whether_children_live(check: Check, source: str) -> None:
    (finding,) = check("MP509", source)
    assert finding.confidence is Confidence.MEDIUM
    assert "finds it alive" in finding.message


@pytest.mark.parametrize("source", [RETURNED, KEPT])
def test_a_library_whose_children_its_program_may_wait_for(check: Check, source: str) -> None:
    check("MP509", source.replace("__main__", "no program").replace("# MP509", ""))


def test_a_program_that_imports_what_waits(tmp_path: Path) -> None:
    program = RETURNED.replace("    import time", "    import time\n    import reaper").replace("# MP509", "")
    reaper = """
        import signal

        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        """
    check_files(tmp_path, {"program.py": program, "reaper.py": reaper}, "MP509")


def test_signal_0_for_other_processes_and_numbers_that_others_get(check: Check) -> None:
    check(
        "MP509",
        """
        import os
        import pathlib
        from elsewhere import watch

        def is_running(path):
            try:
                os.kill(int(pathlib.Path(path).read_text()), 0)
            except (OSError, ValueError):
                return False
            return True

        def start(work):
            pid = os.fork()
            if pid == 0:
                work()
                os._exit(0)
            return pid

        def watched(work):
            pid = os.fork()
            if pid == 0:
                work()
                os._exit(0)
            watch(pid)
            os.kill(pid, 0)

        if __name__ == "__main__":
            if not is_running("pid"):
                pathlib.Path("pid").write_text(str(start(print)))
            for work in (print, print):
                watched(work)
        """,
    )


def test_the_number_that_a_whole_program_keeps_and_gives_back(check: Check) -> None:
    check(
        "MP509",
        """
        import os

        class Yard:
            def __init__(self):
                self.cranes = {}

            def lift(self, container):
                pid = os.fork()  # MP509
                if pid:
                    self.cranes[pid] = container
                    return pid
                print(container)
                os._exit(0)

        def main():
            yard = Yard()
            for number in range(3):
                yard.lift(number)

        if __name__ == "__main__":
            main()
        """,
    )


def test_the_number_that_is_given_to_others(check: Check) -> None:
    check(
        "MP509",
        """
        import os
        from elsewhere import watch

        children = []

        def lift(container):
            pid = os.fork()
            if pid:
                children.append(pid)
                return
            print(container)
            os._exit(0)

        if __name__ == "__main__":
            for number in range(3):
                lift(number)
            watch(children)
        """,
    )


def test_a_function_hands_on_what_the_fork_gives(check: Check) -> None:
    check(
        "MP509",
        """
        import os
        import time

        def launch():
            return os.fork()

        def main():
            for number in range(3):
                if launch() == 0:  # MP509
                    os._exit(number)
            time.sleep(60)

        main()
        """,
    )


@pytest.mark.parametrize("waits", ["os.waitpid(child, 0)", ""])
def test_a_function_of_another_file_hands_it_on(tmp_path: Path, waits: str) -> None:
    """A file that holds a word for waiting may wait for the children of the program, too."""
    files = {
        "running.py": f"""
            import os

            def fork_child():
                return os.fork()

            def done(child):
                return child or {waits or None}
            """,
        "program.py": f"""
            import os

            import running

            def main():
                for number in range(1000):
                    child = running.fork_child(){"" if waits else "  # MP509"}
                    if child == 0:
                        os._exit(number)

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP509")


def test_who_is_told_of_the_child_by_a_function_may_wait_for_it(tmp_path: Path) -> None:
    workers = """
        import os

        def fork_workers(count):
            for number in range(count):
                if os.fork() == 0:
                    return number
            return None
        """
    program = """
        import os
        from workers import fork_workers

        number = fork_workers(2)
        if number is not None:
            os._exit(number)
        os.wait()
        os.wait()
        """
    check_files(tmp_path, {"workers.py": workers, "program.py": program}, "MP509")


_BESIDE = """
        import os
        import signal
        import sys
        import time
        from os import wait

        def main(work, server):
            pid = os.fork()  # MP509
            if pid == 0:
                {child}
            {parent}

        if __name__ == "__main__":
            main()
        """
_SLEEPS = "while True:\n                time.sleep(1)"
WITHOUT_END = {
    "sleeps": ("os._exit(0)", _SLEEPS),
    "exits with a text": ("sys.exit('bye')", "print('started', pid)\n            " + _SLEEPS),
    "until it is interrupted": (
        "os._exit(0)",
        "try:\n                while 1:\n                    print()\n            except KeyboardInterrupt:\n                pass",
    ),
}


@pytest.mark.parametrize(("child", "parent"), WITHOUT_END.values(), ids=WITHOUT_END)
def test_the_parent_of_one_child_goes_on_without_end(check: Check, child: str, parent: str) -> None:
    found = check("MP509", _BESIDE.format(child=child, parent=parent))
    assert [finding.confidence for finding in found] == [Confidence.MEDIUM]


AT_THE_END = {
    "waits": ("os._exit(0)", "os.waitpid(pid, 0)\n            " + _SLEEPS),
    "waits in the loop": (
        "os._exit(0)",
        "while True:\n                os.waitpid(-1, os.WNOHANG)\n                time.sleep(1)",
    ),
    "waits by an imported name": ("os._exit(0)", "wait()\n            " + _SLEEPS),
    "ignores the end": ("os._exit(0)", "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n            " + _SLEEPS),
    "ends before long": (
        "os._exit(0)",
        "while True:\n                if os.path.exists('done'):\n                    sys.exit()",
    ),
    "the child goes on as well": (_SLEEPS.replace("\n", "\n    "), _SLEEPS),
    "the child becomes a program": ("os.execvp('x', ['x'])", _SLEEPS),
}


@pytest.mark.parametrize(("child", "parent"), AT_THE_END.values(), ids=AT_THE_END)
def test_a_child_that_is_waited_for_or_goes_on(check: Check, child: str, parent: str) -> None:
    assert check("MP509", _BESIDE.format(child=child, parent=parent).replace("  # MP509", "")) == []

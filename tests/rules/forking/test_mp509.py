"""MP509: children of os.fork() that nothing waits for."""

from __future__ import annotations

from mpcheck.findings import Confidence
from snippets import Check


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

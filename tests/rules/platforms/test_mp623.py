"""MP623: forks of processes that use frameworks of macOS."""

from __future__ import annotations

from snippets import Check


def test_windows_and_contexts(check: Check) -> None:
    (found,) = check(
        "MP623",
        """
        from multiprocessing import get_context
        from PySide6 import QtWidgets

        class Application:
            def __init__(self):
                self.context = get_context("fork")

            def work(self):
                pass

            def run(self):
                application = QtWidgets.QApplication([])
                child = self.context.Process(target=self.work)
                child.start()  # MP623
                application.exec()

        Application().run()
        """,
    )
    assert {target.platform for target in found.breaks_when} == {"macos"}


def test_silent_on_other_methods_and_platforms(check: Check) -> None:
    check(
        "MP623",
        """
        import multiprocessing as mp
        import os
        import sys
        import tkinter

        def main():
            tkinter.Tk()
            with mp.Pool(2) as pool:
                pool.map(abs, [1])
            if sys.platform == "linux":
                os.fork()

        main()
        """,
    )
    check(
        "MP623",
        """
        import os
        import tkinter

        os.environ["OBJC_DISABLE_INITIALIZE_FORK_SAFETY"] = "YES"
        tkinter.Tk()
        os.fork()
        """,
    )

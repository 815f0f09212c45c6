"""MP623: forks of processes that use frameworks of macOS."""

from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


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


def test_another_file_opens_the_window(tmp_path: Path) -> None:
    gui = """
        import tkinter

        def show():
            return tkinter.Tk()

        def require(what):
            if what == "window":
                show()
        """
    program = """
        from multiprocessing import get_context
        import gui

        if __name__ == "__main__":
            gui.{call}
            get_context("fork").Process(target=print).start(){mark}
        """
    calls = {"show()": "  # MP623", "require('window')": "  # MP623", "require('network')": ""}
    for number, (call, mark) in enumerate(calls.items()):
        files = {"gui.py": gui, "program.py": program.format(call=call, mark=mark)}
        check_files(tmp_path / str(number), files, "MP623")


def test_what_the_import_of_a_file_does_precedes_its_functions(check: Check) -> None:
    check(
        "MP623",
        """
        import os
        import Foundation

        def start():
            child = os.fork()  # MP623
            if child == 0:
                os._exit(0)
            return child
        """,
    )

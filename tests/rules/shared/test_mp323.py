"""MP323: pointers in shared memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files


def test_aliases_contexts_and_nested_structures(check: Check) -> None:
    found = check(
        "MP323",
        """
        import ctypes as ct
        import multiprocessing
        from multiprocessing.sharedctypes import RawArray, Value

        class Node(ct.Structure):
            pass

        class Named(ct.Structure):
            _fields_ = [("name", ct.c_wchar_p)]

        class Pair(ct.Structure):
            _fields_ = (("number", ct.c_int), ("named", Named))

        TEXT = ct.c_char_p

        def main(context):
            context.Value(TEXT, b"a")  # MP323
            RawArray(Pair, 3)  # MP323
            Value(ct.py_object, lock=False)  # MP323
            Value(Node)

        if __name__ == "__main__":
            main(multiprocessing.get_context("spawn"))
        """,
    )
    assert not any(target.start_method == "fork" for finding in found for target in finding.breaks_when)


def test_a_worker_that_stores_an_address_breaks_forked_code_too(check: Check) -> None:
    found = check(
        "MP323",
        """
        from ctypes import c_char_p
        from multiprocessing import Process, Value

        def work(answer):
            answer.value = b"text"

        if __name__ == "__main__":
            answer = Value(c_char_p)  # MP323
            Process(target=work, args=(answer,)).start()
        """,
    )
    assert any(target.start_method == "fork" for target in found[0].breaks_when)


def test_numbers_and_characters(check: Check) -> None:
    check(
        "MP323",
        """
        from ctypes import c_char, c_double, c_void_p
        from multiprocessing import Array, Value

        def make(kind):
            return Value(kind), Value("i", 3), Array(c_char, 10), Array("u", "abc"), Value(c_double), c_void_p(0)

        if __name__ == "__main__":
            make("d")
        """,
    )


_LAST = """
        import ctypes
        import multiprocessing
        import threading

        last = multiprocessing.Value(ctypes.c_wchar_p, ""){mark}

        def handle(request):
            with last.get_lock():
                last.value = request.text

        def serve(request):
            threading.Thread(target=handle, args=(request,)).start()
"""


def test_threads_of_one_process_share_its_addresses(check: Check) -> None:
    check("MP323", _LAST.format(mark=""))


PROCESSES = {
    "started beside the thread": """
        def start():
            multiprocessing.Process(target=handle).start()
        """,
    "of a pool": """
        def start():
            return multiprocessing.Pool(2)
        """,
    "started elsewhere": """
        class Server(multiprocessing.Process):
            def run(self):
                print(last.value)
        """,
    "forked": """
        import os

        def start():
            return os.fork()
        """,
}


@pytest.mark.parametrize("more", PROCESSES.values(), ids=PROCESSES)
def test_threads_beside_processes_change_nothing(check: Check, more: str) -> None:
    check("MP323", _LAST.format(mark="  # MP323") + more)


def test_a_context_that_another_file_gives(tmp_path: Path) -> None:
    files = {
        "state.py": """
            import ctypes

            class State:
                def __init__(self, context):
                    self.text = context.Value(ctypes.c_char_p, b"text")  # MP323
                    self.count = context.Value(ctypes.c_int, 0)
            """,
        "program.py": """
            import multiprocessing
            from state import State

            def main():
                context = multiprocessing.get_context("spawn")
                context.Process(target=print, args=(State(context),)).start()
            """,
    }
    check_files(tmp_path, files, "MP323")

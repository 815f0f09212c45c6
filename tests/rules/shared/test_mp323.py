"""MP323: pointers in shared memory."""

from __future__ import annotations

from snippets import Check


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

"""MP328: texts and bytes that a ShareableList changes or has no room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Severity
from snippets import Check, check_files


def test_elements_from_names_repetitions_and_comprehensions(check: Check) -> None:
    check(
        "MP328",
        r"""
        import os
        from multiprocessing.shared_memory import ShareableList as SharedList

        END = "end\0"
        EMPTY = ["a\0"] * 3  # MP328
        KEYS = [os.urandom(16) for _ in range(4)]  # MP328

        SharedList(EMPTY)
        SharedList(KEYS)
        SharedList(sequence=(1, END, "\0", b"\0\0"))  # MP328
        SharedList(["\u20ac" * 3, "\u20ac" * 2, "\u20ac\u20ac\u20ac"])  # MP328
        SharedList(name="other")
        """,
    )


def test_stores_in_methods_and_in_workers(check: Check) -> None:
    found = check(
        "MP328",
        r"""
        import multiprocessing as mp
        from multiprocessing import shared_memory

        class Names:
            def __init__(self, name):
                self.items = shared_memory.ShareableList(name=name)

            def set(self, index, number):
                self.items[index] = number.to_bytes(4, "little")  # MP328
                self.items[index] = "as long as it likes to be"

        def work(items, number):
            items[0] = "a name of some length"  # MP328
            items[1] = "a name of some length"
            items[number] = b"x" * 8
            items[number] = b"\x01\x00"  # MP328
            items[2] = "12345678"
            items[2] = "123456789"  # MP328

        if __name__ == "__main__":
            items = shared_memory.ShareableList(["short", " " * 32, None])
            mp.Process(target=work, args=(items, 1)).start()
            Names(items.shm.name).set(0, 7)
        """,
    )
    assert {finding.severity for finding in found} == {Severity.ERROR, Severity.WARNING}


def test_what_is_unknown_or_no_shareable_list_is_silent(check: Check) -> None:
    check(
        "MP328",
        r"""
        import struct
        from multiprocessing.shared_memory import ShareableList

        def fill(texts, given, text):
            items = ShareableList(texts)
            items[0] = "a text of any length"
            items[1] = text
            other = ShareableList([*given, "a"])
            other[0] = "a text of any length"
            other[1] = struct.pack("<I", 1) + b"\x01"
            plain = [b"a\0"]
            plain[0] = "a text of any length"
            return items, other, plain
        """,
    )


def test_a_reader_that_pads_again_and_a_writer_that_expects_the_error(check: Check) -> None:
    check(
        "MP328",
        r"""
        import struct
        from multiprocessing.shared_memory import ShareableList

        items = ShareableList([bytes(8)])
        items[0] = struct.pack("<Q", 1)
        number = struct.unpack("<Q", items[0].ljust(8, b"\0"))
        try:
            items[0] = "a text of some length, about forty bytes"
        except ValueError:
            items[0] = "a text"
        """,
    )


def test_bytes_through_a_name_and_padded_before_they_are_stored(check: Check) -> None:
    found = check(
        "MP328",
        r"""
        from multiprocessing.shared_memory import ShareableList

        def write(camera, size):
            frames = ShareableList([b"\x00" * size for _ in range(30)])
            frames[0] = camera.read().tobytes().ljust(size, b"\0")  # MP328
            pixels = camera.read().tobytes() + bytes(4)
            frames[1] = pixels  # MP328
            for number, frame in enumerate(camera):
                data = frame.tobytes()
                if len(data) != size:
                    data = data.ljust(size, b"\x00")
                frames[number] = data  # MP328

        def read(name, index):
            frames = ShareableList(name=name)
            return frames[index]
        """,
    )
    assert {finding.confidence for finding in found} == {Confidence.MEDIUM}


PADDING_READERS = {
    "ljust": r"return data.ljust(size, b'\0')",
    "a sum": r"return data + b'\0' * (size - len(data))",
    "a sum of bytes()": "return data + bytes(size - len(data))",
    "a name that grows": r"data += b'\0' * (size - len(data)); return data",
    "a length for both": "return data.ljust(size)",
}


@pytest.mark.parametrize("give", PADDING_READERS.values(), ids=PADDING_READERS)
def test_readers_that_pad_beside_writers_that_do(check: Check, give: str) -> None:
    check(
        "MP328",
        rf"""
        from multiprocessing.shared_memory import ShareableList

        def write(frames, frame, size):
            data = frame.tobytes()
            data = data.ljust(size, b"\0")
            frames[0] = data

        def read(frames, size):
            data = frames[0]
            {give}

        frames = ShareableList([b"\x00" * 30])
        write(frames, camera(), 30)
        """,
    )


def test_names_that_may_hold_something_else(check: Check) -> None:
    check(
        "MP328",
        r"""
        from multiprocessing.shared_memory import ShareableList

        def write(frames, frame, data, plain):
            if plain:
                data = frame.tobytes()
            frames[0] = data
            text = frame.tobytes() if plain else "text"
            frames[0] = text
            for text in plain:
                frames[0] = text

        frames = ShareableList([b"\x00" * 30])
        write(frames, camera(), "text", [])
        """,
    )


def test_functions_that_give_the_bytes(check: Check) -> None:
    check(
        "MP328",
        r"""
        from multiprocessing.shared_memory import ShareableList

        def encode(number):
            return number.to_bytes(4, "big")

        def closed(number):
            return number.to_bytes(4, "big") + b"\x01"

        def some(numbers):
            for number in numbers:
                yield number.to_bytes(4, "big")

        class Codec:
            def encode(self, number):
                data = number.to_bytes(4, "big")
                return data

            def text(self, number):
                return f"{number:04d}"

        def store(numbers, codec):
            items = ShareableList([encode(number) for number in numbers])  # MP328
            items[0] = Codec().encode(numbers[0])  # MP328
            items[0] = Codec().text(numbers[0])
            items[0] = closed(numbers[0])
            items[0] = some(numbers)
            items[0] = codec.encode(numbers[0])
            return items
        """,
    )


CODECS = {
    "numbers": ('return number.to_bytes(4, "big")', 'return int.from_bytes(data, "big")', "  # MP328"),
    "numbers that begin with their least part": (
        'return number.to_bytes(4, "little")',
        'return int.from_bytes(data, byteorder="little")',
        "",
    ),
    "numbers that are filled up": (
        'return number.to_bytes(4, "big")',
        r'return int.from_bytes(data.ljust(4, b"\0"), "big")',
        "",
    ),
}


@pytest.mark.parametrize(("encode", "decode", "mark"), CODECS.values(), ids=CODECS)
def test_functions_of_another_file_that_give_the_bytes(tmp_path: Path, encode: str, decode: str, mark: str) -> None:
    files = {
        "codec.py": f"def encode(number):\n    {encode}\n\ndef decode(data):\n    {decode}\n",
        "main.py": f"""
            from multiprocessing.shared_memory import ShareableList
            from codec import decode, encode

            def store(numbers):
                return ShareableList([encode(number) for number in numbers]){mark}

            def read(items):
                return [decode(item) for item in items]
        """,
    }
    check_files(tmp_path, files, "MP328")


def test_lists_and_workers_of_other_files(tmp_path: Path) -> None:
    files = {
        "board.py": """
            NAMES = ["end of text\\0"]  # MP328

            class Board:
                def __init__(self, manager, workers):
                    self.states = manager.ShareableList(["new"] * workers)

            def work(states, number):
                states[number] = "finished, after a long time"  # MP328

            def begin(states, number):
                states[number] = "begun"
            """,
        "program.py": """
            from multiprocessing import Process
            from multiprocessing.managers import SharedMemoryManager
            from multiprocessing.shared_memory import ShareableList
            from board import NAMES, Board, begin, work

            def main():
                ShareableList(NAMES)
                with SharedMemoryManager() as manager:
                    board = Board(manager, 2)
                    for target in (work, begin):
                        Process(target=target, args=(board.states, 1)).start()
            """,
    }
    check_files(tmp_path, files, "MP328")

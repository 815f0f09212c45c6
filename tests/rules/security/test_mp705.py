from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


def test_through_a_helper_a_constant_and_keywords(check: Check) -> None:
    check(
        "MP705",
        """
        from multiprocessing import shared_memory as shm

        class Camera:
            NAME = "camera"

            def __init__(self, size):
                self.block = shm.SharedMemory(create=True, name=self.NAME, size=size)  # MP705

        def make(name):
            return shm.ShareableList([0] * 9, name=name)  # MP705

        table = make("table")
        """,
    )


def test_attaching_and_names_of_each_run_are_silent(check: Check) -> None:
    check(
        "MP705",
        """
        import os
        import uuid
        from multiprocessing.shared_memory import ShareableList, SharedMemory

        def main(name, create):
            SharedMemory("camera")
            SharedMemory(name, create=True, size=3)
            SharedMemory("camera", create=create, size=3)
            SharedMemory("camera-" + str(os.getpid()), create=True, size=3)
            SharedMemory(f"camera-{uuid.uuid4()}", True, 3)
            ShareableList(name="table")
            ShareableList([1, 2])
        """,
    )


def test_a_name_that_may_be_taken_is_expected(check: Check) -> None:
    check(
        "MP705",
        """
        from multiprocessing.shared_memory import SharedMemory

        def attach(size):
            try:
                return SharedMemory("camera", create=True, size=size)
            except OSError:
                return SharedMemory("camera")
        """,
    )


def test_a_name_that_another_file_takes_or_has_by_default(tmp_path: Path) -> None:
    files = {
        "blocks.py": """
            from multiprocessing.shared_memory import SharedMemory

            class Frame:
                def __init__(self, size, name="frame"):
                    self.name = name
                    self.block = SharedMemory(name=self.name, create=True, size=size)

            def of_library(size, name=None):
                return SharedMemory(name, True, size)

            def fixed(size):
                return SharedMemory("fixed", True, size)  # MP705

            def careful(size, name="careful"):
                try:
                    return SharedMemory(name, True, size)
                except FileExistsError:
                    return None
            """,
        "program.py": """
            import os

            from blocks import Frame, careful, fixed, of_library

            def main():
                made = [Frame(10)]  # MP705
                made += [Frame(10, f"frame-{os.getpid()}"), fixed(10), careful(10)]
                for name in ("left", "right"):
                    made.append(of_library(10, name=name))  # MP705
                made.append(of_library(10))
                try:
                    made.append(Frame(20))
                except FileExistsError:
                    print("there is one already")

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP705")

from __future__ import annotations

from snippets import Check


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

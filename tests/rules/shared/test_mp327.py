"""MP327: blocks of shared memory that nobody holds."""

from __future__ import annotations

from mpcheck.findings import Confidence
from snippets import Check


def test_names_that_are_returned_with_other_things(check: Check) -> None:
    found = check(
        "MP327",
        """
        from multiprocessing import shared_memory as shm

        def store(array):
            block = shm.SharedMemory(create=True, size=array.nbytes)  # MP327
            block.buf[:] = array.tobytes()
            return {"name": block.name, "shape": array.shape}

        class Writer:
            @staticmethod
            def write(data):
                memory = shm.SharedMemory("data", create=True, size=len(data))  # MP327
                try:
                    memory.buf[: len(data)] = data
                    return memory.name, len(data)
                finally:
                    memory.close()
        """,
    )
    assert {target.platform for finding in found for target in finding.breaks_when} == {"windows"}
    assert {finding.confidence for finding in found} == {Confidence.HIGH}


def test_blocks_that_are_held_unlinked_or_waited_for(check: Check) -> None:
    check(
        "MP327",
        """
        from multiprocessing import Process, Queue
        from multiprocessing.shared_memory import SharedMemory

        def both(size):
            block = SharedMemory(create=True, size=size)
            return block.name, block

        def probe():
            block = SharedMemory(create=True, size=1)
            block.close()
            block.unlink()
            return block.name

        def attach(name):
            block = SharedMemory(name=name)
            return block.name

        def exchange(queue, answers):
            block = SharedMemory(create=True, size=1)
            queue.put(block.name)
            answers.get()
            block.close()

        def run(work):
            block = SharedMemory(create=True, size=1)
            process = Process(target=work, args=(block.name,))
            process.start()
            process.join()
            block.close()

        if __name__ == "__main__":
            exchange(Queue(), Queue())
        """,
    )


def test_code_that_is_not_for_windows(check: Check) -> None:
    check(
        "MP327",
        """
        import sys
        from multiprocessing.shared_memory import SharedMemory

        def store(data):
            if sys.platform != "win32":
                block = SharedMemory(create=True, size=len(data))
                return block.name
        """,
    )

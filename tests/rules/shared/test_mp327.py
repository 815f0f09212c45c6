"""MP327: blocks of shared memory that nobody holds."""

from __future__ import annotations

from pathlib import Path

from mpcheck.findings import Confidence
from snippets import Check, check_files


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


RECORDS = """
from collections import namedtuple
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory
from typing import NamedTuple

@dataclass(frozen=True)
class Reference:
    name: str
    size: int

class Slot(NamedTuple):
    name: str
    size: int

Pair = namedtuple("Pair", "name size")

class Label:
    def __init__(self, name):
        self.name = name

class Attached:
    def __init__(self, name):
        self.block = SharedMemory(name)

@dataclass
class Opened:
    name: str

    def __post_init__(self):
        self.block = SharedMemory(self.name)

"""


def test_names_that_are_returned_in_a_record(check: Check) -> None:
    found = check(
        "MP327",
        RECORDS
        + """
def refer(data):
    block = SharedMemory(create=True, size=len(data))  # MP327
    block.buf[:] = data
    block.close()
    return Reference(name=block.name, size=len(data))

def several(parts):
    slots = []
    for part in parts:
        block = SharedMemory(create=True, size=len(part))  # MP327
        slots.append(Slot(block.name, len(part)))
        block.close()
    return slots

def pair(data):
    with closing(SharedMemory(create=True, size=len(data))) as block:  # MP327
        block.buf[:] = data
        made = Pair(block.name, len(data)), len(data)
    return made

def label(data):
    block = SharedMemory(create=True, size=len(data))  # MP327
    return dict(label=Label(block.name))
""",
    )
    assert {finding.confidence for finding in found} == {Confidence.HIGH}


def test_records_that_may_hold_the_block(check: Check) -> None:
    check(
        "MP327",
        RECORDS
        + """
def attach(data):
    block = SharedMemory(create=True, size=len(data))
    block.buf[:] = data
    return Attached(block.name)

def reopen(data):
    block = SharedMemory(create=True, size=len(data))
    return Opened(name=block.name)

def ask(data, wrap):
    block = SharedMemory(create=True, size=len(data))
    return wrap(block.name)

def keep(data):
    block = SharedMemory(create=True, size=len(data))
    return Pair(block.name, block)

def measure(data):
    with closing(SharedMemory(create=True, size=len(data))) as block:
        slot = Slot(block.name, len(data))
        print(slot)
        slot = Slot(slot, 1)
        return len(data)
""",
    )


WRAPPED = """
    from contextlib import closing
    from dataclasses import dataclass
    from multiprocessing import shared_memory

    @dataclass
    class Ticket:
        name: str
        size: int

    class Block:
        def __init__(self, memory):
            self._memory = memory
            self.ticket = Ticket(memory.name, memory.size)

        @classmethod
        def create(cls, size):
            return cls(shared_memory.SharedMemory(create=True, size=size))

        @classmethod
        def attach(cls, name):
            return cls(shared_memory.SharedMemory(name=name))

        @property
        def name(self):
            return self._memory.name

        def describe(self):
            return {"name": self._memory.name}

        def write(self, data):
            self._memory.buf[: len(data)] = data

        def close(self):
            if self._memory is not None:
                self._memory.close()

        def drop(self):
            self._memory.unlink()

        def __enter__(self):
            return self

        def __exit__(self, *exc):
            self.close()
    """

GIVEN_UP = """
    def publish(tables):
        tickets = {}
        for name, data in tables.items():
            with Block.create(len(data)) as block:  # MP327
                block.write(data)
                tickets[name] = block.ticket
        return tickets

    def by_property(data):
        with Block.create(len(data)) as block:  # MP327
            block.write(data)
            return block.name

    def by_method(data):
        block = Block.create(len(data))  # MP327
        try:
            block.write(data)
            return block.describe(), len(data)
        finally:
            block.close()
    """

HELD = """
    def kept(data, blocks):
        block = Block.create(len(data))
        block.write(data)
        blocks.append(block)
        return block.ticket

    def returned(data):
        block = Block.create(len(data))
        return block, block.name

    def failed(data):
        block = Block.create(len(data))
        try:
            block.write(data)
        except ValueError:
            block.close()
            raise
        return block.ticket

    def attached(name):
        with Block.attach(name) as block:
            return block.name

    def dropped(data):
        with Block.create(len(data)) as block:
            block.write(data)
            block.drop()
            return block.name

    def used(pool, work, data):
        with Block.create(len(data)) as block:
            block.write(data)
            results = pool.map(work, [block.ticket])
        return results

    def shown(data):
        with Block.create(len(data)) as block:
            block.write(data)
            print(block.name)

    def attached_first(data, readers):
        with Block.create(len(data)) as block:
            ticket = block.ticket
            readers.attach(ticket)
        return ticket

    def yielded(data):
        with Block.create(len(data)) as block:
            yield block.ticket
    """


def test_objects_that_hold_a_block(check: Check) -> None:
    check("MP327", WRAPPED + GIVEN_UP)
    check("MP327", WRAPPED + HELD)


def test_objects_of_another_file(tmp_path: Path) -> None:
    for use in (GIVEN_UP, HELD):
        files = {"block.py": WRAPPED, "publish.py": f"\n    from block import Block\n{use}"}
        check_files(tmp_path, files, "MP327")


def test_a_worker_of_another_file(tmp_path: Path) -> None:
    files = {
        "work.py": """
            from multiprocessing.shared_memory import SharedMemory

            def work(names):
                block = SharedMemory(create=True, size=8)  # MP327
                names.put(block.name)
                block.close()

            def work_and_wait(names, done):
                block = SharedMemory(create=True, size=8)
                names.put(block.name)
                done.wait()
                block.close()
            """,
        "program.py": """
            from multiprocessing import Event, Process, Queue
            from work import work, work_and_wait

            def main():
                names, done = Queue(), Event()
                Process(target=work, args=(names,)).start()
                Process(target=work_and_wait, args=(names, done)).start()
                print(names.get(), names.get())
                done.set()
            """,
    }
    check_files(tmp_path, files, "MP327")

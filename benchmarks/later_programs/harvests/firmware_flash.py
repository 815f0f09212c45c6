"""Flash a row of boards; only so many may draw full current at a time."""
import functools
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import BoundedSemaphore
from typing import NamedTuple


class Rig(NamedTuple):
    """The bench that the boards sit on."""

    slots: object
    volts: float

    @classmethod
    def with_slots(cls, number, volts=3.3):
        return cls(BoundedSemaphore(number), volts)


def flash(image, rig, board):
    with rig.slots:
        time.sleep(0.01)
        return board, sum(image) % 256, rig.volts


def flash_all(boards, image):
    rig = Rig.with_slots(2)
    job = functools.partial(flash, image, rig)
    with ProcessPoolExecutor(max_workers=3) as executor:
        return list(executor.map(job, boards))


def main():
    boards = [f"board-{n}" for n in range(6)]
    done = flash_all(boards, bytes(range(200)))
    assert [board for board, _, _ in done] == boards
    print("ok")


if __name__ == "__main__":
    main()

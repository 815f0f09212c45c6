from concurrent.futures import ProcessPoolExecutor

from board import Board
from estimate import minutes

JOBS = {"P1": (30, 60), "P2": (45, 30), "P3": (10, 0), "P4": (7, 20)}


def main() -> None:
    board = Board(expected=len(JOBS))
    with ProcessPoolExecutor(max_workers=2) as executor:
        for parcel, job in JOBS.items():
            executor.submit(minutes, *job).add_done_callback(board.slot(parcel))
        if not board.complete.wait(timeout=6):
            raise SystemExit("estimates are late")
    assert board.arrivals == {"P1": 30, "P2": 90, "P4": 21}, board.arrivals
    assert board.failures == {"P3": "ValueError: speed 0"}, board.failures
    print("ok")


if __name__ == "__main__":
    main()

import sys
from multiprocessing import Process

from board import Board

BUOYS = ["Ekofisk", "FINO1", "Helgoland", "Sylt"]
HEIGHTS_CM = [512, 287, 301, 240]


def report(board: Board, buoy: int, height: int) -> None:
    board.post(buoy, height)


def main() -> int:
    board = Board.create(len(BUOYS))
    try:
        crew = [Process(target=report, args=(board, n, cm)) for n, cm in enumerate(HEIGHTS_CM)]
        for p in crew:
            p.start()
        for p in crew:
            p.join()
        if any(p.exitcode for p in crew):
            print("a buoy could not report", file=sys.stderr)
            return 1
        for n, name in enumerate(BUOYS):
            print(f"{name:10} {board.read(n) / 100:.2f} m")
    finally:
        board.close()
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())

import multiprocessing as mp
from contextlib import contextmanager
from typing import Dict, Iterator, Tuple

KINDS = ("pickup", "handover", "delivered")


class ScanBoard:
    """Shared tallies of the scanners on the floor."""

    def __init__(self) -> None:
        self._tally = {kind: mp.Value("q", 0) for kind in KINDS}

    def scanned(self, kind: str) -> None:
        self._tally[kind].value += 1

    def snapshot(self) -> Dict[str, int]:
        return {kind: cell.value for kind, cell in self._tally.items()}


def scanner(board: ScanBoard, parcels: int) -> None:
    for _ in range(parcels):
        for kind in KINDS:
            board.scanned(kind)


@contextmanager
def scanners(board: ScanBoard, count: int, parcels: int) -> Iterator[Tuple[mp.Process, ...]]:
    team = tuple(mp.Process(target=scanner, args=(board, parcels)) for _ in range(count))
    for member in team:
        member.start()
    try:
        yield team
    finally:
        for member in team:
            member.join()


def main() -> None:
    board, per_scanner = ScanBoard(), 8_000
    with scanners(board, 4, per_scanner) as team:
        pass
    if any(member.exitcode for member in team):
        raise SystemExit("a scanner failed")
    missing = {k: 4 * per_scanner - n for k, n in board.snapshot().items()}
    print("ok" if not any(missing.values()) else f"scans missing: {missing}")


if __name__ == "__main__":
    main()

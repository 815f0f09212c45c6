import sys

from birds import SightingBoard, observe

PLACES = ["marsh", "old mill", "reservoir", "quarry"]


def run(board, places):
    lock = board.context.Lock()
    walkers = [
        board.context.Process(target=observe, args=(board.entries, lock, place), name=place)
        for place in places
    ]
    for walker in walkers:
        walker.start()
    for walker in walkers:
        walker.join()
    lost = [walker.name for walker in walkers if walker.exitcode != 0]
    if lost:
        raise RuntimeError(f"no report from {', '.join(lost)}")
    return board.totals()


def main():
    with SightingBoard() as board:
        totals = run(board, PLACES)
    for species, count in totals.items():
        print(f"{species:<8}{count}")
    print("sightings:", sum(totals.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

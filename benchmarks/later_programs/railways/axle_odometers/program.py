import multiprocessing

from counters import CounterFactory, Quantity
from trips import WHEEL_MM, Trip, TripRecorder

DAY = {
    "ET 422 001": [Trip("ET 422 001", 210_000, 31), Trip("ET 422 001", 205_500, 31)],
    "ET 422 019": [Trip("ET 422 019", 260_000, 12), Trip("ET 422 019", 258_000, 12)],
}


def main():
    context = multiprocessing.get_context()
    board = CounterFactory(context).board()
    recorders = [
        context.Process(target=TripRecorder(trips, board).record, name=unit)
        for unit, trips in DAY.items()
    ]
    for recorder in recorders:
        recorder.start()
    for recorder in recorders:
        recorder.join()
        assert recorder.exitcode == 0
    for quantity, counter in board.items():
        print(f"{quantity.value:10} {counter.value:>15}")
    expected = sum(t.revolutions for trips in DAY.values() for t in trips) * WHEEL_MM
    if board[Quantity.DISTANCE_MM].value == expected:
        print("ok")
    else:
        print("distance does not agree with the trip sheets")


if __name__ == "__main__":
    main()

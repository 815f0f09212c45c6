import multiprocessing as mp
from contextlib import ExitStack

from board import Board

STATIONS = {
    "Main Station": [("RE 7", "08:12"), ("S 4", "08:15"), ("IC 210", "08:31")],
    "Harbour": [("S 4", "08:22"), ("Ferry", "08:40")],
}


def show(station, board_name):
    with Board.join(board_name) as board:
        for train, time in board.rows():
            print(f"{station:14}{train:8}{time}", flush=True)


def main():
    displays = []
    with ExitStack() as stack:
        for station, departures in STATIONS.items():
            board = stack.enter_context(Board.publish(departures))
            display = mp.Process(target=show, args=(station, board.name), name=station)
            display.start()
            stack.callback(display.join)
            displays.append(display)
    dark = [display.name for display in displays if display.exitcode]
    print("dark: " + ", ".join(dark) if dark else "ok")


if __name__ == "__main__":
    main()

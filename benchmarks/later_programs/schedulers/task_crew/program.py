import multiprocessing as mp

from crew import Crew


def measure(board, name, size):
    samples = [(size * step) % 17 for step in range(1, 9)]
    board[name] = {"low": min(samples), "high": max(samples)}
    return name, sum(samples)


def main():
    sizes = {"sda": 5, "sdb": 12, "nvme0": 31}
    with mp.Manager() as manager:
        board = manager.dict()
        crew = Crew(mp.get_context())
        with crew:
            for name, size in sizes.items():
                crew.assign(measure, board, name, size)
            totals = dict(crew.results())
        details = board.copy()
    again = {}
    for name, size in sizes.items():
        measure(again, name, size)
    right = details == again and totals == dict(measure({}, *pair) for pair in sizes.items())
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()

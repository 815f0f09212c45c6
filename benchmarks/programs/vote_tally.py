import multiprocessing as mp
from functools import wraps

BALLOTS = {
    "north": ["ada", "bob", "ada"],
    "south": ["bob", "bob", "eve"],
    "west": ["eve", "ada", "ada", "ada"],
}


def logged(function):
    @wraps(function)
    def wrapper(district, *args):
        print("counting", district, flush=True)
        return function(district, *args)
    return wrapper


@logged
def count(district, ballots, board, lock):
    with lock:
        for name in ballots:
            board[district]["votes"] += 1
            board[district][name] = board[district].get(name, 0) + 1


def main():
    with mp.Manager() as manager:
        board = manager.dict()
        lock = manager.Lock()
        for district in BALLOTS:
            board[district] = {"votes": 0}
        processes = []
        for district, ballots in BALLOTS.items():
            process = mp.Process(target=count, args=(district, ballots, board, lock))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
            assert process.exitcode == 0
        result = board.copy()
    total = sum(district["votes"] for district in result.values())
    expected = sum(map(len, BALLOTS.values()))
    print("ok" if total == expected else f"{total} votes of {expected}")


if __name__ == "__main__":
    main()

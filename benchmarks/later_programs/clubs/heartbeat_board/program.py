"""A night of jobs, with a board that shows their state."""
import contextlib
import multiprocessing

import board


def job(name, done):
    board.post(name, "started")
    total = sum(number * number for number in range(2000))
    board.post(name, f"done: {total}")
    done.send(board.snapshot()[name])


@contextlib.contextmanager
def refreshed_board():
    refresher = board.Refresher()
    refresher.start()
    refresher.at_work.wait(5)
    try:
        yield board
    finally:
        refresher.stop()


def run(name):
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=job, args=(name, there))
    process.start()
    there.close()
    board.post(name, here.recv())
    process.join()
    return process.exitcode


def main(names=("backup", "index", "mail")):
    with refreshed_board() as shown:
        codes = [run(name) for name in names]
        print(sorted(shown.snapshot()))
    if any(codes):
        raise SystemExit("a job failed")
    print("ok")


if __name__ == "__main__":
    main()

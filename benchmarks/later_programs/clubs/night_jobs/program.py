"""A night of jobs; the board is refreshed while they are planned, and again once they run."""
import multiprocessing

import board


def job(name, done):
    board.post(name, "started")
    done.send(f"{name}: {sum(range(1000))}")
    done.close()


def plan(names):
    with board.Refresher():
        for name in names:
            board.post(name, "planned")
        return sorted(names)


def start(name):
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=job, args=(name, there))
    process.start()
    there.close()
    return process, here


def main(names=("mail", "backup", "index")):
    started = [start(name) for name in plan(names)]
    # All children are there by now, so that none can inherit a lock that this thread holds.
    with board.Refresher():
        for process, here in started:
            board.post(process.name, here.recv())
            process.join()
    if any(process.exitcode for process, _ in started):
        raise SystemExit("a job failed")
    print(len(board.snapshot()) >= 6)
    print("ok")


if __name__ == "__main__":
    main()

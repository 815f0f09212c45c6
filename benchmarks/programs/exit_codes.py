import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process, connection


def convert(name):
    if not name.endswith(".png"):
        print("skipping", name, file=sys.stderr)
        sys.exit(3)


def abandon(code):
    os._exit(code)


def guess(number):
    if number == 2:
        sys.exit("two is not allowed")
    return number


def run(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process


def main():
    processes = {
        run(convert, "a.png"): 0,
        run(convert, "b.txt"): 3,
        run(abandon, 5): 5,
    }
    waiting = {process.sentinel for process in processes}
    while waiting:
        waiting.difference_update(connection.wait(waiting, timeout=20))
    for process, code in processes.items():
        process.join()
        assert process.exitcode == code, (process, code)

    refused = []
    with ProcessPoolExecutor(1) as executor:
        jobs = {number: executor.submit(guess, number) for number in (1, 2, 3)}
        for number, job in jobs.items():
            try:
                assert job.result() == number
            except SystemExit as error:
                refused.append((number, str(error)))
    assert refused == [(2, "two is not allowed")]
    print("ok")


if __name__ == "__main__":
    main()

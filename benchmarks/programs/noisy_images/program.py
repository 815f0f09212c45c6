import sys
from multiprocessing import Process, SimpleQueue

from augment import augment


def work(numbers, out):
    for number in numbers:
        out.put((number, augment(number)))


def main() -> int:
    count, workers = 6, 3
    out = SimpleQueue()
    processes = [
        Process(target=work, args=(range(first, count, workers), out))
        for first in range(workers)
    ]
    for process in processes:
        process.start()
    made = dict(out.get() for _ in range(count))
    for process in processes:
        process.join()
        assert process.exitcode == 0

    noise = {tuple((image - number).round(2)) for number, image in made.items()}
    if len(noise) < count:
        print("repeated noise:", len(noise), "patterns for", count, "images")
        return 0
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())

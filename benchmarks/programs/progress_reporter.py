import multiprocessing
import time


def crunch(numbers, lock, steps):
    total = 0
    for number in numbers:
        total += number ** 2
        with lock:
            steps.append(number)
    return total


def run(numbers, lock, label):
    steps = []
    total = crunch(numbers, lock, steps)
    print(label, total, len(steps), flush=True)


def make_worker(label, numbers):
    return multiprocessing.Process(
        target=run,
        args=(numbers, multiprocessing.Lock(), label),
        name=label,
    )


def main():
    first = make_worker("squares", range(100))
    began = time.monotonic()
    first.start()
    first.join()
    took = time.monotonic() - began
    if first.exitcode == 0 and took < 60:
        print("ok")
    else:
        print("worker failed")


if __name__ == "__main__":
    main()

from multiprocessing import Lock, Process, Value
import sys

sold = Value("i", 0)
guard = Lock()


def sell(clerk, tickets):
    for _ in range(tickets):
        with guard:
            sold.value += 1


def open_counter(clerks, tickets):
    people = [
        Process(target=sell, name=f"clerk{n}", args=(n, tickets))
        for n in range(clerks)
    ]
    for person in people:
        person.start()
    return people


def close_counter(people):
    for person in people:
        person.join()
    return [person.name for person in people if person.exitcode]


def main():
    people = open_counter(3, 50)
    failed = close_counter(people)
    if failed:
        sys.exit(f"failed: {failed}")
    with guard:
        result = sold.value
    if result == 150:
        print("ok")
    else:
        print("sold", result, "of 150")


if __name__ == "__main__":
    main()

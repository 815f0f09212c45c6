"""Count intact records of a flash dump with a crew of checker processes."""
import multiprocessing as mp
import zlib
from functools import wraps

END = None


def acknowledged(handler):
    """Take one record from the queue, handle it and acknowledge it whatever happens."""

    @wraps(handler)
    def step(records, *args):
        record = records.get()
        try:
            return handler(record, *args)
        finally:
            records.task_done()

    return step


@acknowledged
def check(record, intact):
    if record is END:
        return False
    if len(record) < 5:
        return True
    body, stored = record[:-4], int.from_bytes(record[-4:], "big")
    if zlib.crc32(body) != stored:
        return True
    with intact.get_lock():
        intact.value += 1
    return True


def checker(records, intact):
    while check(records, intact):
        pass


def dump(count):
    for n in range(count):
        body = bytes((n + k) % 256 for k in range(12))
        crc = zlib.crc32(body) + (n % 10 == 0)
        yield body + (crc % 2 ** 32).to_bytes(4, "big") if n % 25 else b"\xff"


def main(crew_size=2, count=100):
    records = mp.JoinableQueue(maxsize=32)
    intact = mp.Value("q", 0)
    crew = [mp.Process(target=checker, args=(records, intact)) for _ in range(crew_size)]
    for member in crew:
        member.start()
    for record in dump(count):
        records.put(record)
    records.join()
    for _ in crew:
        records.put(END)
    for member in crew:
        member.join()
    if any(member.exitcode for member in crew):
        raise SystemExit("a checker failed")
    print(f"{intact.value} of {count} records intact")
    print("ok" if intact.value == 88 else "unexpected count")


if __name__ == "__main__":
    main()

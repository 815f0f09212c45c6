"""Fill in letters in background processes."""
import multiprocessing as mp
from string import Template

LETTER = Template("Dear $name, your balance is $balance.")


class _EndOfWork:
    def __repr__(self):
        return "<end of work>"


END = _EndOfWork()


def clerk(inbox, outbox):
    written = 0
    while True:
        row = inbox.get()
        if row is END:
            break
        if isinstance(row, dict):
            outbox.put(LETTER.substitute(row))
            written += 1
    outbox.put(written)


def merge(rows, clerks=2):
    inbox, outbox = mp.Queue(), mp.Queue()
    staff = [mp.Process(target=clerk, args=(inbox, outbox)) for _ in range(clerks)]
    for p in staff:
        p.start()
    for row in rows:
        inbox.put(row)
    for _ in staff:
        inbox.put(END)

    letters, finished = [], 0
    while finished < clerks:
        item = outbox.get(timeout=8)
        if isinstance(item, int):
            finished += 1
        else:
            letters.append(item)
    for p in staff:
        p.join()
    return letters


if __name__ == "__main__":
    people = [{"name": n, "balance": b} for n, b in (("Ada", 12), ("Bo", 7), ("Cy", -3))]
    for letter in sorted(merge(people)):
        print(letter)

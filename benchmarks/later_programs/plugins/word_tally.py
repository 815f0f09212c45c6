"""Counts words in documents; a shared tally is handed to the workers when they start."""
import multiprocessing as mp
import multiprocessing.queues
from concurrent.futures import ProcessPoolExecutor
from typing import Optional

DOCUMENTS = ["one two three", "four five", "six", "seven eight nine ten"]


class Tally:
    """What the workers share; set in each worker by `attach`."""

    words: Optional[object] = None
    journal: Optional[object] = None

    @classmethod
    def attach(cls, words, journal):
        cls.words = words
        cls.journal = journal


def count(text):
    number = len(text.split())
    with Tally.words.get_lock():
        Tally.words.value += number
    Tally.journal.put((text[:3], number))
    return number


def announce(text, board):
    board.put(text.upper())
    return len(text)


def read(channel: mp.Queue, expected: int) -> list:
    if not isinstance(channel, multiprocessing.queues.Queue):
        raise TypeError("a queue between processes is needed")
    return sorted(channel.get(timeout=10) for _ in range(expected))


def count_all(documents):
    words, journal = mp.Value("i", 0), mp.Queue()
    with mp.Pool(2, initializer=Tally.attach, initargs=(words, journal)) as pool:
        numbers = pool.map(count, documents)
        entries = read(journal, len(documents))
    return numbers, entries, words.value


def announce_all(documents):
    with mp.Manager() as manager, ProcessPoolExecutor(2) as executor:
        board = manager.Queue()
        lengths = [executor.submit(announce, text, board) for text in documents]
        total = sum(future.result() for future in lengths)
        shouted = sorted(board.get() for _ in documents)
    return total, shouted


def main():
    numbers, entries, total = count_all(DOCUMENTS)
    length, shouted = announce_all(DOCUMENTS)
    good = (
        numbers == [3, 2, 1, 4]
        and total == 10
        and [name for name, _ in entries] == ["fou", "one", "sev", "six"]
        and length == sum(map(len, DOCUMENTS))
        and shouted[0] == "FOUR FIVE"
    )
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()

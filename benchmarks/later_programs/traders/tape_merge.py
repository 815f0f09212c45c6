"""Merge the trade tapes of several exchanges into one, in the order of their times."""

import heapq
import multiprocessing as mp
import random
import threading

EXCHANGES = {"XPAR": 11, "XLON": 12, "XETR": 13}
END = "end of tape"


def tape(exchange, seed, length):
    rng = random.Random(seed)
    clock = 0
    for number in range(length):
        clock += rng.randrange(1, 50)
        yield clock, exchange, number, round(rng.uniform(90, 110), 2)


def read_tape(exchange, seed, trades):
    block = []
    for trade in tape(exchange, seed, 9000):
        block.append(trade)
        if len(block) == 1500:
            trades.put((exchange, block))
            block = []
    trades.put((exchange, END))


def collect(trades, count):
    tapes, open_tapes = {}, count
    while open_tapes:
        exchange, block = trades.get()
        if block == END:
            open_tapes -= 1
        else:
            tapes.setdefault(exchange, []).extend(block)
    return tapes


class Archive(threading.Thread):
    """Takes summaries for as long as there are any, whatever else the main thread waits for."""

    def __init__(self, summaries):
        super().__init__()
        self.summaries = summaries
        self.kept = []

    def run(self):
        for summary in iter(self.summaries.get, None):
            self.kept.append(summary)


def summarize(exchange, prices, summaries):
    for start in range(0, len(prices), 100):
        part = prices[start : start + 100]
        summaries.put({"exchange": exchange, "low": min(part), "high": max(part), "prices": part})


def main():
    trades = mp.Queue()
    readers = [mp.Process(target=read_tape, args=(name, seed, trades)) for name, seed in EXCHANGES.items()]
    for reader in readers:
        reader.start()
    tapes = collect(trades, len(readers))
    for reader in readers:
        reader.join()
    merged = list(heapq.merge(*tapes.values()))

    summaries = mp.Queue()
    archive = Archive(summaries)
    workers = [
        mp.Process(target=summarize, args=(name, [trade[3] for trade in tapes[name]], summaries)) for name in tapes
    ]
    for worker in workers:
        worker.start()
    archive.start()
    for worker in workers:
        worker.join()
    summaries.put(None)
    archive.join()

    print(len(merged), "trades,", len(archive.kept), "summaries")
    print("ok")


if __name__ == "__main__":
    main()

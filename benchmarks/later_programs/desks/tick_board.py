"""Treasury prices travel in 256ths of a point, four bytes a bond, on a board that all valuation processes read."""
import logging
import multiprocessing as mp
from fractions import Fraction
from multiprocessing.shared_memory import ShareableList

log = logging.getLogger("board")

QUOTES = {
    "2Y": "99-23",
    "3Y": "100-00",
    "5Y": "98-167",
    "7Y": "101-082",
    "10Y": "96-00",
    "30Y": "93-30",
}
FACE = {"2Y": 5_000_000, "3Y": 12_000_000, "5Y": 7_500_000, "7Y": 1_000_000, "10Y": 20_000_000, "30Y": 3_000_000}


def ticks(quote):
    """'98-167' is 98 points, 16 32nds and 7 eighths of a 32nd."""
    handle, _, rest = quote.partition("-")
    thirty_seconds, eighths = int(rest[:2]), int(rest[2:] or 0)
    return int(handle) * 256 + thirty_seconds * 8 + eighths


def encode(number):
    return number.to_bytes(4, "big")


def decode(raw):
    return int.from_bytes(raw, "big")


def value_book(board, order, lot, results):
    """Worth of the bonds of one lot at the prices of the board."""
    worth = {}
    for tenor in lot:
        price = Fraction(decode(board[order.index(tenor)]), 256)
        worth[tenor] = float(price) * FACE[tenor] / 100
    board.shm.close()
    results.send(worth)
    results.close()


def lots(names, size):
    for start in range(0, len(names), size):
        yield names[start : start + size]


def collect(board, order):
    running = []
    for lot in lots(order, 2):
        receiver, sender = mp.Pipe(duplex=False)
        process = mp.Process(target=value_book, args=(board, order, lot, sender))
        process.start()
        sender.close()
        running.append((process, receiver))
    worth = {}
    for process, receiver in running:
        worth.update(receiver.recv())
        process.join()
        if process.exitcode:
            raise SystemExit(f"{process.name} ended with {process.exitcode}")
    return worth


def main():
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    order = sorted(QUOTES)
    board = ShareableList([encode(ticks(QUOTES[tenor])) for tenor in order])
    try:
        worth = collect(board, order)
    finally:
        board.shm.close()
        board.shm.unlink()
    for tenor in order:
        print(f"{tenor:>4} {QUOTES[tenor]:>8} {worth[tenor]:>16,.2f}")
    log.info("board of %d bonds valued", len(order))


if __name__ == "__main__":
    main()

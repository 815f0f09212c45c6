from multiprocessing import Pipe, Process
import json


def exchange(feed, symbol, depth):
    """Sends the orders of a symbol as lines of JSON, as the real exchange does."""
    for number in range(depth):
        order = {
            "symbol": symbol,
            "id": f"{symbol}-{number}",
            "side": "bid" if number % 2 else "ask",
            "price": 100 + (number * 7) % 13,
            "quantity": 10 * (number + 1),
        }
        feed.send(json.dumps(order))
    feed.close()


def best_prices(orders):
    bids = [order["price"] for order in orders if order["side"] == "bid"]
    asks = [order["price"] for order in orders if order["side"] == "ask"]
    return max(bids), min(asks)


def collect(symbol):
    incoming, outgoing = Pipe(duplex=False)
    process = Process(target=exchange, args=(outgoing, symbol, 12))
    process.start()
    orders = []
    try:
        while True:
            orders.append(json.loads(incoming.recv()))
    except EOFError:
        pass
    process.join()
    return orders


if __name__ == "__main__":
    for symbol in ("VOD", "BP"):
        orders = collect(symbol)
        bid, ask = best_prices(orders)
        print(f"{symbol}: {len(orders)} orders, bid {bid}, ask {ask}")
    print("ok")

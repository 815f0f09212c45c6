import multiprocessing as mp

from transport import Transport


class Lane:
    def __init__(self, name: str, transport: Transport) -> None:
        self.transport = transport
        self.process = mp.Process(target=serve, args=(name, transport), name=name)


def serve(name: str, transport: Transport) -> None:
    handled = 0
    for code, grams in iter(transport.next_order, None):
        handled += 1
        transport.receipts.put((code, name, grams * 2))
    print(f"{name} handled {handled}", flush=True)


def main() -> None:
    transport = Transport()
    lanes = [Lane(f"lane-{letter}", transport) for letter in "ab"]
    for lane in lanes:
        lane.process.start()
    orders = [(f"P{n}", 10 * n) for n in range(10)]
    for order in orders:
        transport.orders.put(order)
    receipts = [transport.receipts.get(timeout=6) for _ in orders]
    transport.stop(len(lanes))
    for lane in lanes:
        lane.process.join()
    assert all(lane.process.exitcode == 0 for lane in lanes)
    assert sorted(price for _, _, price in receipts) == [20 * n for n in range(10)]
    print("ok")


if __name__ == "__main__":
    main()

"""Delivers webhooks through a pool of senders and keeps a tally per subscriber and class of answer."""
import multiprocessing
import sys
import time
from collections import defaultdict
from functools import partial

SUBSCRIBERS = {
    "billing": "https://billing.example/hook",
    "search": "https://search.example/reindex",
    "mailer": "https://mailer.example/in",
    "legacy": "https://old.example/cgi-bin/notify",
}

EVENTS = [("order.created", n) for n in range(4)] + [("order.paid", n) for n in range(2)]


def deliver(url, event, number):
    """Post one event; the status and how long it took."""
    began = time.perf_counter()
    time.sleep(0.01)
    status = 302 if "cgi-bin" in url else 410 if (number == 3 and "search" in url) else 202
    return {"event": event, "status": status, "took": time.perf_counter() - began}


class Tally:
    FAMILIES = {2: "delivered", 4: "refused", 5: "unavailable"}

    def __init__(self):
        self.counts = defaultdict(lambda: dict.fromkeys(self.FAMILIES.values(), 0))
        self.seconds = 0.0

    def record(self, subscriber, answer):
        self.seconds += answer["took"]
        self.counts[subscriber][self.FAMILIES[answer["status"] // 100]] += 1

    def trouble(self, subscriber, error):
        print(f"{subscriber}: {error!r}", file=sys.stderr)
        self.counts[subscriber]["unavailable"] += 1

    def lines(self):
        for subscriber, families in sorted(self.counts.items()):
            yield f"{subscriber}: " + ", ".join(f"{count} {family}" for family, count in families.items() if count)


class Dispatcher:
    def __init__(self, senders):
        self.tally = Tally()
        self._pool = multiprocessing.Pool(senders)

    def publish(self, event, number):
        for subscriber, url in SUBSCRIBERS.items():
            self._pool.apply_async(
                deliver,
                (url, event, number),
                callback=partial(self.tally.record, subscriber),
                error_callback=partial(self.tally.trouble, subscriber),
            )

    def drain(self):
        self._pool.close()
        self._pool.join()
        return list(self.tally.lines())


def main():
    dispatcher = Dispatcher(senders=2)
    for event, number in EVENTS:
        dispatcher.publish(event, number)
    print(*dispatcher.drain(), sep="\n")
    print("ok")


if __name__ == "__main__":
    main()

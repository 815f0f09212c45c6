from concurrent.futures import ProcessPoolExecutor
import multiprocessing as mp


class Totals:
    """Clicks and revenue kept in shared memory."""

    def __init__(self, ctx):
        self.lock = ctx.Lock()
        self.clicks = ctx.Value("q", 0, lock=False)
        self.revenue = ctx.Array("d", 2, lock=False)

    def add(self, campaign, cents):
        with self.lock:
            self.clicks.value += 1
            self.revenue[campaign] += cents


_totals = None


def _attach(totals):
    global _totals
    _totals = totals


def handle(chunk):
    for campaign, cents in chunk:
        _totals.add(campaign, cents)
    return len(chunk)


def main():
    ctx = mp.get_context()
    totals = Totals(ctx)
    events = [(n % 2, 5 if n % 2 else 3) for n in range(12_000)]
    chunks = [events[i:i + 1000] for i in range(0, len(events), 1000)]
    with ProcessPoolExecutor(3, mp_context=ctx, initializer=_attach, initargs=(totals,)) as ex:
        handled = sum(ex.map(handle, chunks))
    print(handled, totals.clicks.value, list(totals.revenue))
    if totals.clicks.value != handled or list(totals.revenue) != [18_000.0, 30_000.0]:
        raise SystemExit("totals differ")
    print("ok")


if __name__ == "__main__":
    main()

"""Full revaluation of a desk, with a kill switch on the operator's screen."""
import argparse
import math
from functools import partial
from multiprocessing import get_context
from typing import Iterable, Iterator, NamedTuple, Optional


class Trade(NamedTuple):
    ident: int
    notional: float
    rate: float
    years: float


class Outcome(NamedTuple):
    ident: int
    value: Optional[float]


class RunControl:
    """What the operator can see and do while the run goes on."""

    def __init__(self, ctx, limit: float) -> None:
        self.halted = ctx.Event()
        self.loss_limit = limit
        self.reason = ""

    def halt(self, reason: str) -> None:
        self.reason = reason
        self.halted.set()

    def __bool__(self) -> bool:
        return not self.halted.is_set()


def revalue(trade: Trade, control: RunControl, shift: float) -> Outcome:
    if not control:
        return Outcome(trade.ident, None)
    discount = math.exp(-(trade.rate + shift) * trade.years)
    return Outcome(trade.ident, trade.notional * (discount - 1.0))


def trades(count: int) -> Iterator[Trade]:
    for ident in range(count):
        yield Trade(ident, 1e5 * (1 + ident % 7), 0.01 + ident % 5 / 400.0, 0.5 + ident % 9)


def stream(outcomes: Iterable[Outcome], control: RunControl) -> float:
    total = 0.0
    for outcome in outcomes:
        total += outcome.value or 0.0
        if control and total < -control.loss_limit:
            control.halt(f"loss limit passed at trade {outcome.ident}")
    return total


def parse(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", "--trades", type=int, default=400)
    parser.add_argument("--shift", type=float, default=0.01)
    parser.add_argument("--limit", type=float, default=5e6)
    return parser.parse_args(argv)


def main() -> None:
    options = parse()
    ctx = get_context()
    control = RunControl(ctx, options.limit)
    job = partial(revalue, control=control, shift=options.shift)
    with ctx.Pool(processes=2) as pool:
        total = stream(pool.imap(job, trades(options.trades), chunksize=20), control)
    print(f"revalued: {total:,.0f} {control.reason}")


if __name__ == "__main__":
    main()

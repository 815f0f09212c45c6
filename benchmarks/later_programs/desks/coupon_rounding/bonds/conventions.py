"""Numbers as the paying agent computes them."""
import decimal
from dataclasses import dataclass


@dataclass(frozen=True)
class Convention:
    digits: int
    rounding: str


AGENT = Convention(digits=9, rounding=decimal.ROUND_DOWN)


def adopt(convention: Convention) -> None:
    ctx = decimal.getcontext()
    ctx.prec = convention.digits
    ctx.rounding = convention.rounding

import os
import sys

EX_DATAERR = 65


def check_price(account: str, symbol: str, price: float) -> None:
    """Nobody should be margined on a price that cannot be right."""
    if price <= 0:
        give_up(f"{account}: price of {symbol} is {price}")


def give_up(reason: str) -> None:
    print("margin run stopped:", reason, file=sys.stderr, flush=True)
    os._exit(EX_DATAERR)

from typing import Tuple

from .accounts import Account
from .checks import check_price

RATES = {"ES": 0.05, "NQ": 0.06, "CL": 0.09, "GC": 0.07}
MULTIPLIERS = {"ES": 50, "NQ": 20, "CL": 1000, "GC": 100}


def requirement(account: Account) -> Tuple[str, float]:
    total = 0.0
    for symbol, lots, price in account.positions:
        check_price(account.name, symbol, price)
        notional = abs(lots) * price * MULTIPLIERS[symbol]
        total += notional * RATES[symbol]
    return account.name, total

import decimal
import locale
from decimal import Decimal

PLACES = 6


def accounting():
    """The levy office wants six digits, cut off."""
    ctx = decimal.getcontext()
    ctx.prec = PLACES
    ctx.rounding = decimal.ROUND_DOWN


def levy(litres):
    return Decimal(litres) * Decimal("0.00731") / 3


def digits(amount):
    return len(amount.as_tuple().digits)


def point():
    return locale.localeconv()["decimal_point"]

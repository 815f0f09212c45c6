"""Number handling agreed with the clearing house."""
import decimal
from decimal import Decimal

CLEARING_DIGITS = 40


def adopt_clearing_rules(digits: int = CLEARING_DIGITS) -> None:
    arithmetic = decimal.getcontext()
    arithmetic.prec = digits
    arithmetic.rounding = decimal.ROUND_HALF_UP
    arithmetic.traps[decimal.FloatOperation] = True


def daily_factor(rate: Decimal, basis: int = 360) -> Decimal:
    return 1 + rate / basis

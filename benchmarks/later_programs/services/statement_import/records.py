"""Parsing of bank statement lines."""
import sys
from decimal import Decimal, InvalidOperation


def require(condition, message):
    if not condition:
        sys.exit("statement rejected: " + message)


def parse_amount(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def parse_line(line):
    account, _, rest = line.partition(";")
    day, _, amount = rest.partition(";")
    require(account.startswith("DE"), "account " + account)
    value = parse_amount(amount)
    require(value is not None, "amount " + amount)
    return account, day, value

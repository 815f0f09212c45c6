from .state import stock_level, stock_lock


def deliver(amount, journal):
    with stock_lock():
        stock_level().value += amount
    journal.put(("deliver", amount))
    return amount


def ship(amount, journal):
    with stock_lock():
        stock_level().value -= amount
    journal.put(("ship", amount))
    return -amount


OPERATIONS = {"deliver": deliver, "ship": ship}

from .errors import OrderError, StockError

STOCK = 10


def read_order(line):
    number, article, amount = line.split(";")
    if not amount.isdigit() or amount == "0":
        raise OrderError(int(number), amount)
    if int(amount) > STOCK:
        raise StockError(int(number), int(amount) - STOCK)
    return int(number), article, int(amount)

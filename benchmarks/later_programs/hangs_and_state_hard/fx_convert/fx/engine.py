from .factory import make_pool
from .tables import load_table, rate


def convert(order):
    code, amount = order
    return round(amount * rate(code), 4)


def convert_many(orders, table_path, workers=2):
    with make_pool(workers, load_table, table_path) as pool:
        return pool.map(convert, orders, chunksize=5)

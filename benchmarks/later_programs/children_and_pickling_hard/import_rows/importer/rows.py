from .errors import MissingFile, RowError


def load_row(item):
    line, text = item
    name, _, price = text.partition(",")
    try:
        return name, float(price)
    except ValueError:
        raise RowError(line, "price", f"{price!r} is not a number") from None


def read_source(path):
    for attempt in range(1, 4):
        try:
            with open(path) as stream:
                return stream.read()
        except FileNotFoundError:
            continue
    raise MissingFile(path, tried=attempt)

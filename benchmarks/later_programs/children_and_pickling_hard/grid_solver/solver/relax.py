from .contexts import chosen_context


def relax(row):
    values = list(row)
    for _ in range(50):
        inner = [(values[i - 1] + values[i + 1]) / 2 for i in range(1, len(values) - 1)]
        values = [values[0], *inner, values[-1]]
    return [round(v, 3) for v in values]


def relax_all(rows, size=2, method=None):
    context = chosen_context(method)
    with context.Pool(size) as pool:
        return pool.map(relax, rows)

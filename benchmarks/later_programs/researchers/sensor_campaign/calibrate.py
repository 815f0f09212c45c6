from errors import CalibrationError

LIMIT = 1.5


def slope(pairs):
    mean_x = sum(x for x, _ in pairs) / len(pairs)
    mean_y = sum(y for _, y in pairs) / len(pairs)
    above = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    below = sum((x - mean_x) ** 2 for x, _ in pairs)
    return above / below


def calibrate(station, pairs):
    coefficient = slope(pairs)
    if coefficient > LIMIT:
        raise CalibrationError(station, coefficient, LIMIT)
    return station, coefficient

from .records import Reading


def parse_line(line: str) -> Reading:
    station, raw, *flags = line.split(";")
    kelvin = float(raw)
    return Reading(station, kelvin, valid=kelvin > 0 and "bad" not in flags)

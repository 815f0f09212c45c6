from collections import namedtuple

Reading = namedtuple("SensorReading", "station kelvin valid")
Summary = namedtuple("Summary", "station mean count")


def celsius(reading):
    return reading.kelvin - 273.15


def summarise(station, readings):
    good = [celsius(r) for r in readings if r.valid and r.station == station]
    return Summary(station, sum(good) / len(good) if good else 0.0, len(good))

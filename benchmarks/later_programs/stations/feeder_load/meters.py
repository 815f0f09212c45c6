FEEDERS = ("north", "mill", "station")
METERS = list(range(100, 112))


def readings_of(meter):
    feeder = FEEDERS[meter % len(FEEDERS)]
    return feeder, [(quarter, 0.25 + (meter * quarter) % 5 / 10) for quarter in range(0, 96, 4)]

import math

HARBOURS = {"Brest": (4.1, 0.3), "Hull": (3.6, 1.2), "Cork": (2.2, 0.9)}


def height(harbour, hour):
    mean, phase = HARBOURS[harbour]
    return round(mean + math.sin(hour * 0.506 + phase), 3)

import math


def loudness(pitch, rate=8000):
    samples = (math.sin(2 * math.pi * pitch * n / rate) for n in range(rate))
    power = sum(sample * sample for sample in samples) / rate
    return 10 * math.log10(power)

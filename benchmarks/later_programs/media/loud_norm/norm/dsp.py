import math

from . import session


def take(number, length=2000):
    return [0.02 * (number + 1) * math.sin(n / 6) for n in range(length)]


def level(samples):
    return 10 * math.log10(sum(s * s for s in samples) / len(samples))


def normalise(number):
    settings = session.current()
    samples = take(number)
    gain = settings.target - level(samples)
    factor = 10 ** (gain / 20)
    roof = 10 ** (settings.ceiling / 20)
    louder = [max(-roof, min(roof, s * factor)) for s in samples]
    return number, (gain, level(louder))

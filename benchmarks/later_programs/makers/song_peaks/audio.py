import math


def song(title, seconds, rate=8000):
    """Something that sounds like a song: two tones that fade."""
    base = 110 + 20 * (len(title) % 12)
    count = int(seconds * rate)
    return [
        (1 - i / count) * (math.sin(i * base / rate * 6.28) + 0.5 * math.sin(i * base * 1.5 / rate * 6.28))
        for i in range(count)
    ]


def envelope(samples, window=2):
    return [max(samples[i : i + window]) for i in range(0, len(samples), window)]

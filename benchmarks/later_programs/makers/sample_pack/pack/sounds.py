import math
import time

RECIPES = {"kick": (50, 0.3), "tom": (110, 0.25), "clap": (900, 0.1), "bell": (1300, 0.5), "rim": (420, 0.05)}


def synth(name, rate=8000):
    pitch, seconds = RECIPES[name]
    count = int(rate * seconds)
    return name, [math.sin(i * pitch / rate * 2 * math.pi) * (1 - i / count) for i in range(count)]


def level(name):
    _, samples = synth(name)
    return max(samples)


def store(name, folder):
    time.sleep(0.1)
    _, samples = synth(name)
    path = folder / f"{name}.txt"
    path.write_text("\n".join(f"{s:.4f}" for s in samples), encoding="ascii")
    return path

"""How loud are my recordings? (RMS of each wav file in a folder)"""
import array
import functools
import math
import os
import tempfile
import time
import wave
from contextlib import closing
from multiprocessing import Pool


def timed(func):
    @functools.wraps(func)
    def measured(*args, **kw):
        t = time.perf_counter()
        value = func(*args, **kw)
        return value, time.perf_counter() - t
    return measured


@timed
def rms(path):
    with wave.open(path, 'rb') as w:
        samples = array.array('h', w.readframes(w.getnframes()))
    if not samples:
        return 0.0
    return math.sqrt(sum(s * s for s in samples) / len(samples))


def tone(path, volume, hertz=220, seconds=0.2, rate=8000):
    step = 2 * math.pi * hertz / rate
    data = array.array('h', (int(volume * math.sin(i * step)) for i in range(int(seconds * rate))))
    with wave.open(path, 'wb') as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(rate)
        w.writeframes(data.tobytes())


def measure(folder):
    pending = {}
    with closing(Pool(processes=3)) as pool:
        for name in os.listdir(folder):
            pending[name] = pool.apply_async(rms, (os.path.join(folder, name),))
    pool.join()
    return {name: job.get() for name, job in pending.items()}


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as tmp:
        for n, volume in enumerate((300, 9000, 2500, 0)):
            tone(os.path.join(tmp, 'take%d.wav' % n), volume)
        table = measure(tmp)
    spent = 0
    for name, (level, seconds) in sorted(table.items(), key=lambda kv: -kv[1][0]):
        spent += seconds
        print('%s %7.1f' % (name, level))
    print('%d files measured' % len(table))

"""The bells of the town hall: one process per bell, a thread that writes down what was rung."""
import multiprocessing as mp
import queue
import sys
import threading
from functools import partial


class Bell(mp.Process):
    def __init__(self, name, weight, times, ring):
        super().__init__(name=name)
        self.weight = weight
        self.times = times
        self.ring = ring

    def run(self):
        for at in self.times:
            self.ring((at, self.name, self.pitch()))

    def pitch(self):
        return round(880 / self.weight ** (1 / 3))


class Striker:
    """Hits the hours on one bell."""

    def __init__(self, hour, out):
        self.hour = hour
        self.out = out

    def strike(self, gap=1):
        for number in range(self.hour):
            self.out.put((number * gap, "hour", 220))


def swing(out, name, count):
    for number in range(count):
        out.put((number * 2, name, 330))


def follow(rung, journal, expected):
    def write():
        for _ in range(expected):
            journal.put(rung.get(timeout=10))

    writer = threading.Thread(target=write)
    writer.start()
    return writer


def count_strokes(melody):
    """The same count, made in a process of its own where that is cheap."""
    if sys.platform != "linux":
        return len(melody)
    context = mp.get_context("fork")
    here, there = context.Pipe(duplex=False)
    counter = context.Process(target=lambda: there.send(sum(1 for _ in melody)))
    counter.start()
    strokes = here.recv() if here.poll(10) else 0
    counter.join()
    return strokes


def main():
    rung = mp.Queue()
    ringers = [
        Bell("maria", 8.0, [0, 3, 6], rung.put),
        Bell("anna", 1.0, [1, 2, 4, 5], ring=rung.put),
        mp.Process(target=Striker(5, rung).strike, kwargs={"gap": 3}),
        mp.Process(target=partial(swing, rung, "angelus"), args=(4,)),
    ]
    for ringer in ringers:
        ringer.start()
    journal = queue.Queue()
    writer = follow(rung, journal, expected=16)
    writer.join()
    for ringer in ringers:
        ringer.join()
        if ringer.exitcode:
            raise SystemExit(f"{ringer.name} broke")
    melody = sorted(journal.queue, key=lambda stroke: (stroke[0], stroke[1]))
    for at, name, pitch in melody[:5]:
        print(f"{at:2} {name:8} {pitch} Hz")
    print(count_strokes(melody), "strokes")
    assert len(melody) == 16
    print("ok")


if __name__ == "__main__":
    main()

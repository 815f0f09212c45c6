"""Collects the telemetry of a hexacopter in flight and prints it at landing."""
import multiprocessing as mp
import sys

from taps import Taps

STREAMS = {"attitude": 3, "battery": 2}


def fly(attitude, battery, landed):
    for step in range(STREAMS["attitude"]):
        attitude.put({"roll": step * 0.5, "pitch": -step * 0.25})
    for step in range(STREAMS["battery"]):
        battery.put({"volts": 15.2 - step * 0.1})
    landed.set()


def vehicle():
    taps = Taps()
    for topic in STREAMS:
        taps.add(topic, "stream")
    taps.add("landed", "trigger")
    return taps


def drain(taps):
    for topic, stream in taps.of_kind("stream"):
        for _ in range(STREAMS[topic]):
            yield topic, stream.get(timeout=8)


def main():
    taps = vehicle()
    print("topics:", ", ".join(taps.topics()))
    links = dict(taps.of_kind("stream"))
    triggers = dict(taps.of_kind("trigger"))
    pilot = mp.Process(target=fly, args=(links["attitude"], links["battery"], triggers["landed"]))
    pilot.start()
    rows = list(drain(taps))
    pilot.join()
    for topic, values in rows:
        print(topic, *(f"{name}={value:+.2f}" for name, value in values.items()))
    print("landed" if triggers["landed"].is_set() else "lost")
    return pilot.exitcode


if __name__ == "__main__":
    sys.exit(main())

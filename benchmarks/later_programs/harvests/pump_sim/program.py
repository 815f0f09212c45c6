"""Simulate the pumps of the station side by side and compare where they settle."""

from multiprocessing import Process

from model import Pump

STEPS = 200


def simulate(pumps):
    processes = [Process(target=pump.run, args=(STEPS,)) for pump in pumps]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            raise SystemExit(f"a pump failed with {process.exitcode}")
    return [pump.history[-1] if pump.history else None for pump in pumps]


def main():
    settled = simulate([Pump(1.0), Pump(2.5), Pump(0.5)])
    if settled[0] is None:
        print("no history", settled)
    else:
        assert [round(level) for level in settled] == [10, 25, 5]
        print("ok")


if __name__ == "__main__":
    main()

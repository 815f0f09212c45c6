"""Pump-down test: sample all gauges and compare their last readings."""
from probes import REGISTRY

LAYOUT = [("pirani", "COM3"), ("pirani", "COM4"), ("srg", "COM7")]


def pump_down(layout, samples=150):
    gauges = [REGISTRY[kind](port, samples) for kind, port in layout]
    for gauge in gauges:
        gauge.start()
    failed = [gauge.name for gauge in gauges if gauge.collect() != 0]
    if failed:
        raise RuntimeError(f"failed: {failed}")
    return gauges


def main():
    gauges = pump_down(LAYOUT)
    for gauge in gauges:
        print(f"{gauge.name:12s} {len(gauge.readings)} readings, last {gauge.last:.2e} mbar")
    complete = all(len(gauge.readings) == 150 for gauge in gauges)
    print("ok" if complete and all(gauge.last < 2e-3 for gauge in gauges) else "leak suspected")


if __name__ == "__main__":
    main()

"""Calibrate the humidity sensors of a field campaign against the reference."""
import multiprocessing as mp
import sys

from calibrate import calibrate
from errors import CalibrationError

READINGS = {
    "ridge": [(10, 11), (20, 22), (30, 32), (40, 43)],
    "creek": [(10, 9), (20, 19), (30, 28), (40, 38)],
    "meadow": [(10, 19), (20, 41), (30, 59), (40, 82)],
    "forest": [(10, 10), (20, 21), (30, 31), (40, 41)],
}


def run_campaign(readings, workers=2):
    accepted, rejected = {}, []
    with mp.Pool(workers) as pool:
        pending = {name: pool.apply_async(calibrate, (name, pairs)) for name, pairs in readings.items()}
        for name, result in pending.items():
            try:
                station, coefficient = result.get()
            except CalibrationError as error:
                print(f"rejected: {error}", file=sys.stderr)
                rejected.append(error.station)
            else:
                accepted[station] = round(coefficient, 3)
    return accepted, rejected


def main():
    accepted, rejected = run_campaign(READINGS)
    for station in sorted(accepted):
        print(f"{station:8s} {accepted[station]:.3f}", file=sys.stderr)
    print("ok" if rejected == ["meadow"] else f"unexpected rejections: {rejected}")


if __name__ == "__main__":
    main()

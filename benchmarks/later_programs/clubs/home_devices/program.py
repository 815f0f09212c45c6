"""Switch everything in the house off, whatever it takes."""
import argparse
from multiprocessing import Pool

from devices import Device, HomeError

HOUSE = [Device("lamp"), Device("heater", reachable=False), Device("radio")]


def switch_off(device):
    return device.switch("off")


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(argv)
    with Pool(options.jobs) as pool:
        waiting = [(device.name, pool.apply_async(switch_off, (device,))) for device in HOUSE]
        for name, result in waiting:
            try:
                print(result.get())
            except HomeError as error:
                print("failed:", name, error)
    print("ok")


if __name__ == "__main__":
    main([])

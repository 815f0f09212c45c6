"""A driver that answers its self test and leaves."""
import argparse
import os


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=int, required=True)
    rate = parser.parse_args().rate
    axes = os.environ.get("IMU_AXES", "xy")
    for axis in axes:
        print(f"{os.environ['NODE_NAME']} {axis} {1000 / rate:.1f}")


if __name__ == "__main__":
    main()

"""Writes the calibration file of the robot."""
import configparser
import io
import sys

from bench import bench, offset
from parallel import run_all


def calibrate(sensors):
    offsets = run_all(offset, sensors, label="calibrated")
    return {sensor.name: value for sensor, value in zip(sensors, offsets)}


def to_ini(table, limit):
    parser = configparser.ConfigParser()
    for name, value in table.items():
        parser[name] = {"offset": f"{value:+.3f}", "trusted": str(abs(value) < limit).lower()}
    text = io.StringIO()
    parser.write(text)
    return text.getvalue()


def main(limit=0.1):
    sensors = bench()
    table = calibrate(sensors)
    text = to_ini(table, limit)
    print(text.strip())
    suspicious = [name for name, value in table.items() if abs(value) >= limit]
    print("replace:", ", ".join(suspicious) or "none")
    print(f"lidar offset {table['lidar']:+.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

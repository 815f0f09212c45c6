"""Alarm hub: collects what sensors report until all have said that they are done."""

from channels import Channel
from sensors import start_sensor

READINGS = {"door": [0, 1, 0, 1], "smoke": [0, 0, 3], "water": [0, 0, 0]}


def collect(channel, count):
    alarms = []
    while count:
        name, reading = channel.receive()
        if reading is None:
            count -= 1
        else:
            alarms.append((name, reading))
    return sorted(alarms)


def main():
    channel = Channel("alarm")
    processes = [start_sensor(name, 0, readings, channel) for name, readings in READINGS.items()]
    alarms = collect(channel, len(processes))
    for process in processes:
        process.join()
    assert alarms == [("door", 1), ("door", 1), ("smoke", 3)]
    print("ok")


if __name__ == "__main__":
    main()

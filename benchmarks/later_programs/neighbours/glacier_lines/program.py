"""Follow stakes on a glacier, each measured by a process that sends its readings through a pipe."""
from channels import Channel, merge
from stakes import STAKES, measure


def main():
    channels = []
    for stake in STAKES:
        channel = Channel(stake)
        channel.run(measure, stake, 12)
        channels.append(channel)
    readings = list(merge(channels))
    for channel in channels:
        channel.process.join()
        assert channel.process.exitcode == 0
    assert len(readings) == 12 * len(STAKES)
    print(max(readings, key=lambda reading: reading[1]))
    print("ok")


if __name__ == "__main__":
    main()

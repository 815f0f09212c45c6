import argparse
import asyncio
from concurrent.futures import ProcessPoolExecutor


def smooth(values, width):
    half = width // 2
    result = []
    for i in range(len(values)):
        window = values[max(0, i - half): i + half + 1]
        result.append(sum(window) / len(window))
    return result


async def merge(channels, width):
    loop = asyncio.get_running_loop()

    def smooth_channel(values):
        return smooth(values, width)

    with ProcessPoolExecutor(2) as executor:
        jobs = [loop.run_in_executor(executor, smooth_channel, c) for c in channels]
        done = await asyncio.gather(*jobs)
    return [sum(column) for column in zip(*done)]


def main(argv=None):
    parser = argparse.ArgumentParser(description="Merge sensor channels")
    parser.add_argument("--width", type=int, default=3)
    parser.add_argument("--channels", type=int, default=4)
    args = parser.parse_args(argv)
    channels = [[float(c * t) for t in range(20)] for c in range(args.channels)]
    merged = asyncio.run(merge(channels, args.width))
    print(len(merged), "samples")
    print("ok" if len(merged) == 20 else "short")


if __name__ == "__main__":
    main()

"""Look through the event stream of a gamma ray detector until a burst is found."""
import math
from concurrent.futures import ProcessPoolExecutor

BURST_AT = 900


def windows(length=100):
    """Photon counts in windows, as long as the satellite is up."""
    start = 0
    while True:
        yield start, [20 + (7 * t) % 5 + (90 if start <= BURST_AT < start + length and t % 50 == 0 else 0)
                      for t in range(start, start + length)]
        start += length


def significance(window):
    start, counts = window
    mean = sum(counts) / len(counts)
    peak = max(counts)
    return start, (peak - mean) / math.sqrt(mean)


def first_burst(threshold):
    with ProcessPoolExecutor(max_workers=2) as executor:
        for start, sigma in executor.map(significance, windows(), chunksize=4):
            if sigma > threshold:
                return start, sigma
    return None


def main():
    start, sigma = first_burst(5.0)
    print("burst in the window at %d: %.1f sigma" % (start, sigma))
    print("ok")


if __name__ == "__main__":
    main()

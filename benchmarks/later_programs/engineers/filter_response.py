"""Measure the gain of an IIR low-pass at several frequencies, frequencies in parallel."""
import argparse
import math
import multiprocessing
import time

FS = 48_000
ALPHA = 0.12


def low_pass(samples):
    y = 0.0
    for x in samples:
        y += ALPHA * (x - y)
        yield y


def gain_at(freq_hz):
    """Peak gain over the last periods; the sound card needs ten periods to settle."""
    time.sleep(40.0 / freq_hz)
    n = int(10 * FS / freq_hz)
    tone = (math.sin(2 * math.pi * freq_hz * k / FS) for k in range(n))
    out = list(low_pass(tone))
    return max(abs(v) for v in out[n // 2:])


def bode(frequencies, jobs):
    with multiprocessing.Pool(jobs) as pool:
        gains = pool.imap_unordered(gain_at, frequencies)
        return {freq: gain for freq, gain in zip(frequencies, gains)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--frequency", type=float, action="append")
    opts = parser.parse_args()
    frequencies = opts.frequency or [50.0, 400.0, 2_000.0, 9_000.0]
    response = bode(frequencies, opts.jobs)
    for freq, gain in response.items():
        print(f"{freq:8.0f} Hz  {20 * math.log10(gain):7.2f} dB")
    ordered = [response[f] for f in sorted(response)]
    print("ok" if ordered == sorted(ordered, reverse=True) else "response is not monotonic")


if __name__ == "__main__":
    main()

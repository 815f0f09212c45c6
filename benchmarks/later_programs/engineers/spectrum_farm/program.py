"""Find the dominant bin of several long recordings."""
from farm import Farm
from goertzel import analyse

TONES = (440.0, 880.0, 1320.0)
BINS = tuple(220.0 * k for k in range(1, 9))


def dominant_bins():
    with Farm() as farm:
        for freq in TONES:
            farm.add(analyse, freq, BINS)
        return {freq: max(levels, key=levels.get) for freq, levels, _ in farm.collect()}


def main():
    found = dominant_bins()
    for freq, strongest in sorted(found.items()):
        print(f"{freq:7.1f} Hz -> bin {strongest:7.1f} Hz")
    print("ok" if all(f == b for f, b in found.items()) and len(found) == 3 else "mismatch")


if __name__ == "__main__":
    main()

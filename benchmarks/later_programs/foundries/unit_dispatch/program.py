"""Write the entries of a log book in words."""

from multiprocessing import Pool

from quantities import KINDS, written


def entry(line):
    kind, _, number = line.partition("=")
    return written(KINDS[kind](float(number)))


def main():
    lines = ["mass=12.25", "heat=1420", "mass=0.5"]
    with Pool(2) as pool:
        entries = pool.map(entry, lines)
    assert entries == ["12.2 kg", "1420 degC", "0.5 kg"], entries
    print("ok")


if __name__ == "__main__":
    main()

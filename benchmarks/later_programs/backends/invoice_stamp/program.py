"""Stamp the invoices of the day; a file that kills its worker is put aside."""
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from stamps import engine


def stamp_all(invoices):
    stamped, aside = {}, []
    for number, text in invoices.items():
        with ProcessPoolExecutor(max_workers=1) as executor:
            try:
                stamped[number] = executor.submit(engine.stamp, number, text).result()
            except BrokenProcessPool:
                aside.append(number)
    return stamped, aside


def invoices():
    return {
        "2024-001": "3 x tea",
        "2024-002": "\x00\x00\x00",
        "2024-003": "1 x kettle",
    }


def main():
    stamped, aside = stamp_all(invoices())
    for number, line in stamped.items():
        print(number, line)
    assert sorted(stamped) == ["2024-001", "2024-003"]
    assert aside == ["2024-002"]
    print("ok")


if __name__ == "__main__":
    main()

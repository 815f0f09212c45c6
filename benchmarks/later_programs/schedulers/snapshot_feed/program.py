from concurrent.futures import ProcessPoolExecutor

from publish import Publisher
from consume import digest


def main():
    publisher = Publisher()
    try:
        for number in range(3):
            publisher.add(b"snapshot %d;" % number * 10)
        with ProcessPoolExecutor(max_workers=1) as executor:
            sums = list(executor.map(digest, publisher.names(), publisher.sizes()))
    finally:
        publisher.remove()
    print("ok" if sums == publisher.expected() else "wrong")


if __name__ == "__main__":
    main()

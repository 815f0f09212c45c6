from concurrent.futures import ProcessPoolExecutor
from functools import partial

from frames import FrameStore, WIDTH


def brighten(name, count, amount, index):
    with FrameStore.attach(name, count) as store:
        row = store.row(index)
        for column in range(WIDTH):
            row[column] += amount
        return sum(row)


def main():
    count = 6
    with FrameStore.create(count) as store:
        for index in range(count):
            store.row(index)[0] = index * 1000
        with ProcessPoolExecutor(2) as executor:
            sums = list(executor.map(partial(brighten, store.name, count, 5), range(count)))
        total = sum(sum(store.row(index)) for index in range(count))
    expected = [index * 1000 + 5 * WIDTH for index in range(count)]
    print("ok" if sums == expected and total == sum(expected) else "wrong")


if __name__ == "__main__":
    main()

from concurrent.futures import ThreadPoolExecutor

from stores import ImageStore


def gradient(seed, size=16):
    return [[(seed * x + y) % 256 for x in range(size)] for y in range(size)]


def fill(store, names):
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda pair: store.add(pair[1], gradient(pair[0])), enumerate(names)))


def main():
    store = ImageStore()
    fill(store, ["dawn", "noon", "dusk", "night"])
    for name, value in store.report().items():
        print(f"{name:<6}{value:.4f}")


if __name__ == "__main__":
    main()

"""Counts words of several texts, with a progress counter that all workers share."""

import multiprocessing as mp


def share(counter):
    global done
    done = counter


def count(text):
    done.value += 1
    return len(text.split())


def main():
    texts = ["one two", "three", "four five six"] * 50_000
    counter = mp.Value("i", 0)
    with mp.Pool(2, initializer=share, initargs=(counter,)) as pool:
        print(sum(pool.map(count, texts)), "words")
    print(counter.value, "of", len(texts), "texts counted")


if __name__ == "__main__":
    main()

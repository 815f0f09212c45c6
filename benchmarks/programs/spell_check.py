import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

dictionary = set()
options = None


def prepare(words, arguments):
    global options
    dictionary.update(words)
    options = arguments


def misspelt(line):
    words = line.split()
    if options.ignore_case:
        words = [word.lower() for word in words]
    return [word for word in words if word not in dictionary]


def main(argv=None):
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--ignore-case", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(argv)

    words = "the cat sat on a mat".split()
    dictionary.update(words)
    lines = ["The cat sat", "on teh mat", "a A a"]
    with ProcessPoolExecutor(
        options.jobs, initializer=prepare, initargs=(words, options)
    ) as executor:
        found = list(executor.map(misspelt, lines))
    assert found == [[], ["teh"], []], found
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(["--ignore-case"]))

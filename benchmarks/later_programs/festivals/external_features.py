"""Features from a command-line extractor, run as a subprocess for each chunk of documents."""

import json
import subprocess
import sys

EXTRACTOR = """
import json, sys
for number in range(int(sys.argv[1])):
    print(json.dumps({"document": number, "features": [number * k % 97 for k in range(40)]}))
"""


class Tool:
    """Something that is run with arguments and prints lines."""

    command = ()

    def lines(self, *arguments):
        process = self._launch([str(argument) for argument in arguments])
        self._check(process)
        with process.stdout:
            return process.stdout.read().splitlines()

    def _launch(self, arguments):
        return subprocess.Popen([*self.command, *arguments], stdout=subprocess.PIPE)

    def _check(self, process):
        status = process.wait()
        if status != 0:
            raise RuntimeError(f"{self.command[0]} ended with {status}")


class Extractor(Tool):
    command = (sys.executable, "-c", EXTRACTOR)

    def features(self, count):
        return [json.loads(line)["features"] for line in self.lines(count)]


def column_means(rows):
    return [sum(column) / len(rows) for column in zip(*rows)]


def main():
    extractor = Extractor()
    for count in (10, 5000):
        means = column_means(extractor.features(count))
        print(f"{count} documents, first mean {means[1]:.2f}")
    print("ok")


if __name__ == "__main__":
    main()

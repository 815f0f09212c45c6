"""Checks a subtitle file against the house rules, one rule per process."""
import argparse
from concurrent.futures import ProcessPoolExecutor, as_completed

from rules import RULES, Cue

SAMPLE = """\
1
0.0 --> 2.5
Good evening, and welcome
to the programme.

2
2.4 --> 3.0
It is a pleasure to have so many of you here tonight.

3
3.5 --> 6.0
Thank you.
"""


def parse(text):
    for block in text.strip().split("\n\n"):
        number, times, *lines = block.splitlines()
        start, end = (float(part) for part in times.split("-->"))
        yield Cue(int(number), start, end, "\n".join(lines))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()

    if options.file:
        with open(options.file, encoding="utf-8") as stream:
            cues = list(parse(stream.read()))
    else:
        cues = list(parse(SAMPLE))

    pairs = list(zip(cues, cues[1:] + [None]))
    problems = []
    with ProcessPoolExecutor(max_workers=options.jobs) as executor:
        pending = {}
        for name, check in RULES.items():
            for cue, following in pairs:
                future = executor.submit(check, cue, following)
                pending[future] = (cue.number, name)
        for future in as_completed(pending):
            if future.result():
                problems.append(pending[future])

    for number, name in sorted(problems):
        print(f"cue {number}: {name}")
    print("ok" if len(problems) == 3 else "unexpected")


if __name__ == "__main__":
    main()

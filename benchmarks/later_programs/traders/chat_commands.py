#!/usr/bin/env python3
"""Answer the slash commands that people typed in a chat room."""
import argparse
import random
import shlex
from multiprocessing import Pool

HISTORY = """\
ann: /roll --sides 20
bob: hello everybody
cat: /roll --sides 6 --times 3
bob: /roll --sides many
dan: /choose tea coffee water
ann: /choose red blue
""".splitlines()


def build_parser():
    parser = argparse.ArgumentParser(prog="chat")
    sub = parser.add_subparsers(dest="command")
    roll = sub.add_parser("/roll")
    roll.add_argument("--sides", type=int, default=6)
    roll.add_argument("--times", type=int, default=1)
    choose = sub.add_parser("/choose")
    choose.add_argument("options", nargs="+")
    return parser


def answer(line):
    who, _, text = line.partition(": ")
    if not text.startswith("/"):
        return None
    rng = random.Random(line)
    args = build_parser().parse_args(shlex.split(text))
    if args.command == "/roll":
        rolls = [rng.randint(1, args.sides) for _ in range(args.times)]
        return f"{who} rolls {rolls}"
    return f"{who} gets {rng.choice(args.options)}"


def main():
    with Pool(2) as pool:
        answers = pool.map(answer, HISTORY, chunksize=1)
    for reply in filter(None, answers):
        print(reply)
    print("ok")


if __name__ == "__main__":
    main()

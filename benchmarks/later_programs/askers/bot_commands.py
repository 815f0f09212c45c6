#!/usr/bin/env python3
"""The bot's commands have options like a shell, so argparse reads them."""
import argparse
import contextlib
import io
import multiprocessing as mp
import random
import shlex
import sys


class Quiet(argparse.ArgumentParser):
    def exit(self, status=0, message=None):
        sys.exit(message or status)


def grammar():
    top = Quiet(prog="!bot", add_help=False)
    subs = top.add_subparsers(dest="command", required=True)
    roll = subs.add_parser("roll", add_help=False)
    roll.add_argument("-n", type=int, default=1)
    roll.add_argument("--seed", type=int, required=True)
    say = subs.add_parser("say", add_help=False)
    say.add_argument("words", nargs="+")
    say.add_argument("--loud", action="store_true")
    return top


def respond(text):
    trash = io.StringIO()
    try:
        with contextlib.redirect_stderr(trash):
            ns = grammar().parse_args(shlex.split(text))
    except SystemExit as stop:
        return "? " + str(stop.code).strip().splitlines()[-1]
    if ns.command == "say":
        line = " ".join(ns.words)
        return line.upper() if ns.loud else line
    dice = random.Random(ns.seed)
    return " ".join(str(dice.randint(1, 6)) for _ in range(ns.n))


def self_test():
    if respond("say it works") != "it works":
        sys.exit(3)
    sys.exit(0)


CHAT = [
    "say 'good morning' all",
    "roll -n 3 --seed 9",
    "roll -n three --seed 9",
    "dance",
    "say --loud dinner",
]


def main():
    probe = mp.Process(target=self_test)
    probe.start()
    probe.join(20)
    if probe.exitcode != 0:
        sys.exit("self test failed: %s" % probe.exitcode)
    with mp.Pool(2) as pool:
        replies = pool.map(respond, CHAT)
    for text, reply in zip(CHAT, replies):
        print("> %s\n  %s" % (text, reply))
    print("answered", len(replies))


if __name__ == "__main__":
    main()

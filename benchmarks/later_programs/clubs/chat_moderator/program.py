"""Moderate a chat log with a few processes.

usage: program.py [--rules rules.json] [--workers N]
"""
import argparse
import json
import multiprocessing
import os
import tempfile

from moderation import config
from moderation.workers import Moderator

LOG = ["hello all", "you troll", "see http://a http://b", "good game", "what a TROLL", "bye"]


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(argv)


def moderate(messages, workers):
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [Moderator(inbox, outbox, number) for number in range(workers)]
    for member in crew:
        member.start()
    for numbered in enumerate(messages):
        inbox.put(numbered)
    for _ in crew:
        inbox.put(None)
    verdicts = dict(outbox.get() for _ in messages)
    for member in crew:
        member.join()
        if member.exitcode:
            raise SystemExit(f"{member.name} failed")
    return [verdicts[number] for number in range(len(messages))]


def main(argv=None):
    arguments = parse(argv)
    if arguments.rules:
        config.settings.load(arguments.rules)
    verdicts = moderate(LOG, arguments.workers)
    refused = [reason for reason in verdicts if reason]
    print(f"{len(refused)} of {len(LOG)} refused")
    return refused


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        rules = os.path.join(folder, "rules.json")
        with open(rules, "w", encoding="utf-8") as file:
            json.dump({"banned": ["troll"], "max_links": 1}, file)
        if len(main(["--rules", rules])) == 3:
            print("ok")

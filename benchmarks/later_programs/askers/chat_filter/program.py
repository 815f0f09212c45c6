import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

import filters
from backlog import MESSAGES

CHANNEL_WORDS = """\
# words of #general
muppet
goldshop    # sells accounts
"""


def write_channel_file(folder):
    path = os.path.join(folder, "general.words")
    with open(path, "w", encoding="utf-8") as out:
        out.write(CHANNEL_WORDS)
    return path


def clean_backlog(messages, helpers=2):
    with ProcessPoolExecutor(helpers) as ex:
        return list(ex.map(filters.censor, messages, chunksize=2))


def main():
    with tempfile.TemporaryDirectory(prefix="bot") as folder:
        words = filters.load_list(write_channel_file(folder))
    print("channel list:", words, "words", file=sys.stderr)

    cleaned = clean_backlog(MESSAGES)
    changed = 0
    for before, after in zip(MESSAGES, cleaned):
        if before != after:
            changed += 1
        print("   ", after)
    print("masked %d of %d messages" % (changed, len(MESSAGES)))


if __name__ == "__main__":
    main()

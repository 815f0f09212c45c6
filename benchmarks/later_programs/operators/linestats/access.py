"""Reading of access logs."""
import collections
import re

STATUS = re.compile(rb" (\d{3}) \d+$")
EVERY = 20


def count_file(outbox, path):
    counts = collections.Counter()
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            found = STATUS.search(line.rstrip())
            counts[found.group(1).decode() if found else "unread"] += 1
            if number % EVERY == 0:
                outbox.send(counts)
                counts = collections.Counter()
    outbox.send(counts)
    outbox.close()

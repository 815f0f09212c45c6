"""House rules for subtitles.  Each rule looks at one cue and the one after it."""
from collections import namedtuple

Cue = namedtuple("Cue", "number start end text")

RULES = {}


def rule(name, check):
    if name in RULES:
        raise ValueError(f"duplicate rule {name}")
    RULES[name] = check


def characters_per_second(cue):
    seconds = cue.end - cue.start
    return len(cue.text.replace("\n", "")) / seconds if seconds > 0 else float("inf")


rule("too fast", lambda cue, following: characters_per_second(cue) > 17)
rule("too long", lambda cue, following: any(len(line) > 42 for line in cue.text.splitlines()))
rule("overlap", lambda cue, following: following is not None and cue.end > following.start)

"""The lexicon itself: LEXEMES maps a headword to its parsed entry."""
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple, Tuple

SOURCE = """\
hus|n|house;building
hest|n|horse
løbe|v|run;flow
grøn|a|green;unripe
snart|adv|soon
"""


class Lexeme(NamedTuple):
    head: str
    pos: str
    senses: Tuple[str, ...]


def parse_line(line: str) -> Lexeme:
    head, pos, senses = line.split("|")
    return Lexeme(head, pos, tuple(senses.split(";")))


with ProcessPoolExecutor(max_workers=2) as _ex:
    LEXEMES = {lx.head: lx for lx in _ex.map(parse_line, SOURCE.splitlines())}

POLYSEMOUS = tuple(sorted(h for h, lx in LEXEMES.items() if len(lx.senses) > 1))

"""Word duel: two strategies guess five letter words, many games at once."""
import sys
from concurrent.futures import ProcessPoolExecutor

WORDS = ["crane", "stone", "plant", "grape", "flint", "brick", "mound", "shelf", "waltz", "ghost"]
LETTER_SCORES = {}
VERBOSE = False
games_played = 0
_words = ()
_patterns = {}


def begin(words):
    global _words
    _words = tuple(words)
    LETTER_SCORES.clear()
    for word in _words:
        for letter in set(word):
            LETTER_SCORES[letter] = LETTER_SCORES.get(letter, 0) + 1


def pattern(guess, secret):
    try:
        return _patterns[guess, secret]
    except KeyError:
        marks = "".join(
            "=" if g == s else "+" if g in secret else "-" for g, s in zip(guess, secret)
        )
        _patterns[guess, secret] = marks
        return marks


def in_order(candidates):
    return candidates[0]


def by_letters(candidates):
    return max(candidates, key=lambda word: sum(LETTER_SCORES[c] for c in set(word)))


def play(strategy, secret):
    candidates = list(_words)
    turns = 0
    while True:
        turns += 1
        guess = strategy(candidates)
        if guess == secret:
            return turns
        seen = pattern(guess, secret)
        candidates = [w for w in candidates if w != guess and pattern(guess, w) == seen]


def note(name, turns):
    global games_played
    games_played += len(turns)
    if VERBOSE:
        print(name, turns)
    return sum(turns) / len(turns)


def main(argv):
    global VERBOSE
    VERBOSE = "--verbose" in argv
    WORDS.extend(["vivid", "jolly"])
    averages = {}
    with ProcessPoolExecutor(2, initializer=begin, initargs=(WORDS,)) as executor:
        for strategy in (in_order, by_letters):
            turns = list(executor.map(play, [strategy] * len(WORDS), WORDS))
            averages[strategy.__name__] = note(strategy.__name__, turns)
    for name, average in averages.items():
        print(f"{name:10} {average:.2f} guesses")
    assert games_played == 2 * len(WORDS) == 24
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1:])

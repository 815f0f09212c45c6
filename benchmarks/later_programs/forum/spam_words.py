import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

blocked = {"casino", "lottery"}
limits = dict(words=1)

MAILS = [
    "hello you won the lottery",
    "cheap pills and a casino bonus",
    "lunch at noon?",
    "crypto crypto crypto",
    "your crypto wallet and your pills",
]


def verdict(mail):
    match Counter(w for w in mail.split() if w in blocked):
        case {} as hits if (n := sum(hits.values())) >= limits["words"]:
            return f"spam({n})"
        case _:
            return "clean"


def load_extra(argv):
    match argv:
        case [_, *extra] if extra:
            return extra
        case _:
            return "pills crypto".split()


def main():
    blocked.update(load_extra(sys.argv))
    print(*sorted(blocked), sep=", ")
    with ProcessPoolExecutor(2) as ex:
        verdicts = [*ex.map(verdict, MAILS)]
    for mail, v in zip(MAILS, verdicts):
        print(f"{v:10} {mail}")
    spam = sum(v.startswith("spam") for v in verdicts)
    words = [*chain.from_iterable(m.split() for m in MAILS)]
    expected = sum(any(w in blocked for w in m.split()) for m in MAILS)
    print(f"{len(words)} words, {spam} spam of {len(MAILS)}")
    print("ok" if spam == expected else "spam came through")


if __name__ == "__main__":
    main()

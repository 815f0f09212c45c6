"""Looks up diagnosis codes: icd "diabetes mellitus" """

import sys

from catalogue.codes import CODES


def look_up(questions):
    from catalogue.index import search  # takes a moment, not needed for --list

    for question in questions:
        codes = search(question)
        print(question + ":", ", ".join(f"{code} {CODES[code]}" for code in codes) or "nothing")


def main(arguments):
    if "--list" in arguments:
        for code, text in CODES.items():
            print(code, text)
    else:
        look_up(arguments or ["diabetes mellitus", "acute", "broken arm"])
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1:])

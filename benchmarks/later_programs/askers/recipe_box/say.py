import sys


def info(text):
    print("[recipes] " + text)


def die(text, code=2):
    sys.stderr.write("[recipes] fatal: " + text + "\n")
    sys.exit(code)

"""Check many ini-style settings files at once."""
import argparse
import multiprocessing
import sys

SAMPLES = {
    "web.ini": "port=8080\nhost=0.0.0.0\n",
    "db.ini": "dsn=postgres://local\npool=5\n",
    "cache.ini": "ttl 300\nsize=64\n",
    "mail.ini": "relay=smtp.local\n",
}


def die(path, number, text):
    print(f"{path}:{number}: expected key=value, found {text!r}", file=sys.stderr)
    sys.exit(2)


def parse(path, text):
    settings = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if "=" not in line:
            die(path, number, line)
        key, _, value = line.partition("=")
        settings[key.strip()] = value.strip()
    return settings


def lint(item):
    path, text = item
    return path, sorted(parse(path, text))


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args(argv)

    seen = {}
    with multiprocessing.Pool(options.jobs) as pool:
        for path, keys in pool.imap_unordered(lint, SAMPLES.items()):
            seen[path] = keys
            print(path, ", ".join(keys))
    print("ok" if len(seen) == len(SAMPLES) else "mismatch")
    return 0


if __name__ == "__main__":
    sys.exit(main())

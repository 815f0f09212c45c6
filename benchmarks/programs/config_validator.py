import argparse
import configparser
import sys
from multiprocessing.pool import Pool

TEXTS = {
    "web": "[server]\nport = 8080\nhost = localhost\n",
    "mail": "[server]\nport = twenty-five\nhost = mail\n",
    "files": "[server]\nport = 21\nhost = files\n",
}


def fail(message):
    print("error:", message, file=sys.stderr)
    sys.exit(2)


def validate(item):
    name, text = item
    parser = configparser.ConfigParser()
    parser.read_string(text, source=name)
    port = parser.get("server", "port")
    if not port.isdigit():
        fail(f"{name}: port {port!r} is not a number")
    return name, int(port)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("-j", "--jobs", type=int, default=2)
    args = options.parse_args()
    with Pool(args.jobs) as pool:
        ports = dict(pool.imap_unordered(validate, TEXTS.items()))
    for name in sorted(ports):
        print(name, ports[name])
    print("ok")


if __name__ == "__main__":
    main()

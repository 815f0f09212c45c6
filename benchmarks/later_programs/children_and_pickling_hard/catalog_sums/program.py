import argparse
import sys


def build_parser():
    parser = argparse.ArgumentParser(prog="catalog")
    parser.add_argument("names", nargs="*", default=["desk", "lamp"])
    parser.add_argument("--all", action="store_true")
    return parser


def main(argv=None):
    args = build_parser().parse_args(argv)
    # --help should stay quick, so the data is loaded here
    import catalog

    names = sorted(catalog.CHECKSUMS) if args.all else args.names
    unknown = [n for n in names if n not in catalog.CHECKSUMS]
    if unknown:
        print("unknown:", *unknown, file=sys.stderr)
        return 2
    for name in names:
        print(catalog.lookup(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())

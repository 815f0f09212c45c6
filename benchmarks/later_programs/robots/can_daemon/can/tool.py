import argparse


def decode_arguments(line: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="decode")
    parser.add_argument("--bits", type=int, choices=(8, 16), default=8)
    parser.add_argument("frame")
    return parser.parse_args(line.split())

"""Run lines of commands at once; one that is not understood does not take the worker with it."""
import argparse
import functools
import multiprocessing
import shlex


class Refused(Exception):
    """A line that is not understood."""


def no_exit(function):
    @functools.wraps(function)
    def wrapper(line):
        try:
            return function(line)
        except SystemExit as error:
            raise Refused(f"{line!r} ended with {error.code}") from None

    return wrapper


def build_parser():
    parser = argparse.ArgumentParser(prog="batch", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True)
    repeat = commands.add_parser("repeat", add_help=False)
    repeat.add_argument("text")
    repeat.add_argument("-n", "--times", type=int, default=2)
    upper = commands.add_parser("upper", add_help=False)
    upper.add_argument("text")
    return parser


@no_exit
def run_line(line):
    options = build_parser().parse_args(shlex.split(line))
    if options.command == "repeat":
        return " ".join([options.text] * options.times)
    return options.text.upper()


def main():
    answers = []
    with multiprocessing.Pool(2) as pool:
        waiting = [pool.apply_async(run_line, (line,)) for line in ("repeat ho -n 3", "repeat hey -n x", "upper ah")]
        for result in waiting:
            try:
                answers.append(result.get())
            except Refused as error:
                answers.append(str(error))
    print(answers)
    if answers[0] == "ho ho ho" and answers[2] == "AH":
        print("ok")


if __name__ == "__main__":
    main()

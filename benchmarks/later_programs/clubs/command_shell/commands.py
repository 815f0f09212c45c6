"""Commands of the shell; each says itself what arguments it takes."""
import argparse
import shlex
import zlib

COMMANDS = {}


class Command:
    """Subclasses are found by their name."""

    name = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        COMMANDS[cls.name] = cls()

    def __init__(self):
        self.parser = argparse.ArgumentParser(prog=self.name, add_help=False)
        self.configure(self.parser)

    def configure(self, parser):
        """Add the arguments."""

    def execute(self, options):
        raise NotImplementedError

    def __call__(self, words):
        return self.execute(self.parser.parse_args(words))


class Repeat(Command):
    name = "repeat"

    def configure(self, parser):
        parser.add_argument("text")
        parser.add_argument("-n", "--times", type=int, default=2)

    def execute(self, options):
        return " ".join([options.text] * options.times)


class Checksum(Command):
    name = "checksum"

    def configure(self, parser):
        parser.add_argument("text")

    def execute(self, options):
        return format(zlib.crc32(options.text.encode()), "08x")


def run_line(line):
    name, *words = shlex.split(line)
    return COMMANDS[name](words)

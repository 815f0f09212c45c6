"""What all commands have in common."""
import argparse
import importlib


class BaseCommand:
    help = ""

    def add_arguments(self, parser):
        """Overridden by commands that take options."""

    def run_from_argv(self, argv):
        parser = argparse.ArgumentParser(description=self.help)
        self.add_arguments(parser)
        self.handle(**vars(parser.parse_args(argv)))

    def handle(self, **options):
        raise NotImplementedError


def load_command(name):
    return importlib.import_module(f"grants.commands.{name}").Command()

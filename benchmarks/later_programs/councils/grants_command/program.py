"""manage.py of the grants office: manage.py payout [--dry-run]."""
import sys

from grants.base import load_command


def main(argv):
    name = argv[1] if len(argv) > 1 else "payout"
    command = load_command(name)
    command.run_from_argv(argv[2:])
    print("ok")


if __name__ == "__main__":
    main(sys.argv)

"""Performance gate of the build: every subject has to stay below its limit, in steps of this machine."""
import argparse
import sys


def command_list(ns):
    from gate.limits import LIMITS

    for name, limit in sorted(LIMITS.items()):
        print(f"{name:<10}{limit:>10}")
    return 0


def command_check(ns):
    from gate.baseline import in_steps
    from gate.limits import LIMITS, seconds

    verdicts = {name: in_steps(seconds(name)) <= limit for name, limit in LIMITS.items()}
    for name, good in sorted(verdicts.items()):
        print(f"{name:<10}{'pass' if good else 'TOO SLOW'}")
    return 0 if all(verdicts.values()) else 1


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("list").set_defaults(run=command_list)
    commands.add_parser("check").set_defaults(run=command_check)
    ns = parser.parse_args(sys.argv[1:] if argv is None else argv)
    return ns.run(ns) if ns.command else command_check(ns)


if __name__ == "__main__":
    sys.exit(main())

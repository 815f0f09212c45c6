"""Lists the feature flags in use, by team."""
import multiprocessing as mp

from registry import FlagRegistry
from scanner import REPOSITORIES, scan


def main() -> None:
    with mp.Manager() as manager:
        registry = FlagRegistry(manager)
        scanners = [mp.Process(target=scan, args=(name, registry)) for name in REPOSITORIES]
        for scanner in scanners:
            scanner.start()
        for scanner in scanners:
            scanner.join()
        if any(scanner.exitcode for scanner in scanners):
            raise SystemExit("a scanner failed")
        flags = registry.snapshot()

    for team, names in flags.items():
        print(f"{team}: {', '.join(names) or '-'}")
    print("ok" if sum(map(len, flags.values())) == 4 else "flags missing")


if __name__ == "__main__":
    main()

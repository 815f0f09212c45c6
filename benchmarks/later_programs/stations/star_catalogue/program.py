"""Cross-match two star catalogues, zone by zone."""
import sys

from settings import Settings
from zones import match_all


def main():
    settings = Settings.for_cluster_node()
    matched = match_all(settings)
    print("%d stars in both catalogues, %d zones" % (matched, settings.zones))
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())

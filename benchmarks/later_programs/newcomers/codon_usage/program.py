"""Print the favourite codons of each organism for the hand-out."""
import argparse


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--number", type=int, default=2)
    options = parser.parse_args(argv)

    from codons import USAGE, most_used

    for organism in sorted(USAGE):
        print(f"{organism:8}", *most_used(organism, options.number))
    assert most_used("E. coli") == ["GCT"]
    print("ok")


if __name__ == "__main__":
    main()

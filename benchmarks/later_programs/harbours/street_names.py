# Checks the street signs that are ordered against the official register.
# The register comes from a program of the land survey office (here: a small copy of it).
import subprocess
import sys

REGISTER = r"""
import sys
streets = ["\u00c1rp\u00e1d \u00fat", "\u0150r utca", "Fo ter", "\u00c1llom\u00e1s k\u00f6z"]
sys.stdout.buffer.write("\n".join(streets).encode("utf-8"))
"""

ORDERED = ["\u00c1rp\u00e1d \u00fat", "Fo ter", "\u0150r utca"]


def official_names():
    result = subprocess.run(
        [sys.executable, "-c", REGISTER],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(result.stdout.splitlines())


def main():
    official = official_names()
    unknown = [name for name in ORDERED if name not in official]
    print(len(ORDERED) - len(unknown), "signs may be made")
    if unknown:
        print(len(unknown), "not in the register:", ", ".join(ascii(name) for name in unknown))
    else:
        print("ok")


if __name__ == "__main__":
    main()

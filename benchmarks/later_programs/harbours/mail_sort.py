import subprocess
import tempfile
from pathlib import Path

LETTERS = {
    "1001": ["Abel", "Haddad"],
    "1004": ["Mistry"],
    "1012": ["Novak", "Okoro", "Quist"],
}


def fill(bags):
    """One file for each bag of letters, as the scanners leave them."""
    for postcode, people in LETTERS.items():
        (bags / f"bag-{postcode}.txt").write_text("".join(f"{name}\n" for name in people))


def run(*command):
    done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().splitlines()


def bags_in(folder):
    return [line for line in run("ls", str(folder)) if line.startswith("bag-")]


def main():
    with tempfile.TemporaryDirectory(prefix="sorting") as name:
        folder = Path(name)
        fill(folder)
        bags = bags_in(folder)
        for bag in bags:
            letters = (folder / bag).read_text().split()
            print(bag, len(letters))
        if len(bags) == len(LETTERS):
            print("ok")
        else:
            print(f"{len(bags)} bags to deliver, {len(LETTERS)} were scanned")


if __name__ == "__main__":
    main()

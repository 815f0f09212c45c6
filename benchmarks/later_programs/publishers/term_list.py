# Makes the sorted list of terms for the back of the book, with the sort of the system
# because that is much faster for the big lists.
import os
import subprocess
import tempfile

TERMS = ["ligature", "kerning", "serif", "ligature", "leading", "gutter", "kerning", "folio"]


def write_terms(terms):
    fd, path = tempfile.mkstemp(prefix="terms-", suffix=".txt")
    with os.fdopen(fd, "w", encoding="utf-8") as f:
        for t in terms:
            f.write(t + "\n")
    return path


def sort_terms(path, unique=True, reverse=False):
    cmd = ["sort"]
    if unique:
        cmd.append("-u")
    if reverse:
        cmd.append("-r")
    cmd.append(path)
    env = dict(os.environ, LC_ALL="C")
    result = subprocess.run(
        cmd, shell=True, check=True, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return result.stdout.splitlines()


def columns(terms, width=3):
    for i in range(0, len(terms), width):
        yield "".join(f"{t:15}" for t in terms[i:i + width]).rstrip()


def main():
    path = write_terms(TERMS)
    try:
        terms = sort_terms(path)
    finally:
        os.remove(path)
    print(len(terms), "terms")
    for row in columns(terms):
        print(row)
    if terms == sorted(set(TERMS)):
        print("ok")
    else:
        print("the list is not complete")


if __name__ == "__main__":
    main()

"""Run the lines of a script, several at once."""
import io
import multiprocessing

import commands

SCRIPT = """repeat ho -n 3
checksum abc
repeat hey --times often
"""


def run_script(file, jobs=2):
    lines = [line.strip() for line in file if line.strip()]
    with multiprocessing.Pool(jobs) as pool:
        for line, answer in zip(lines, pool.imap(commands.run_line, lines)):
            yield line, answer


def main():
    for line, answer in run_script(io.StringIO(SCRIPT)):
        print(f"$ {line}\n{answer}")
    print("ok")


if __name__ == "__main__":
    main()

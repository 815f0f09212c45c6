"""Parses a batch of FASTA records and reports which of them are broken."""

import sys
from concurrent.futures import ProcessPoolExecutor

from fasta import parse
from problems import GenomeError

RECORDS = {
    "chr1": ">chr1\nACGTACGT",
    "chr2": ">chr2\nACGTNNGT",
    "chrM": ">chrM\nAC!TACGT",
}


def gather(records, workers=2):
    lengths, broken = {}, {}
    with ProcessPoolExecutor(workers) as executor:
        futures = {executor.submit(parse, name, text): name for name, text in records.items()}
        for future, name in futures.items():
            try:
                lengths[name] = future.result()
            except GenomeError as problem:
                broken[name] = str(problem)
    return lengths, broken


def main():
    lengths, broken = gather(RECORDS)
    for name, length in lengths.items():
        print(name, length)
    for name, problem in broken.items():
        print(name, "is broken:", problem, file=sys.stderr)


if __name__ == "__main__":
    main()

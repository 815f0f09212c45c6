"""The tables are counted once, when they are first needed."""
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

GENES = {
    "E. coli": "ATGGCTGCTAAACGTGCTTAA" * 200,
    "yeast": "ATGTCTAAATCTGGTAAATAA" * 200,
    "human": "ATGGCCCTGGCCCTGCTGTGA" * 200,
}


def count_codons(item):
    organism, sequence = item
    codons = Counter(sequence[i:i + 3] for i in range(0, len(sequence) - 2, 3))
    return organism, codons


with ProcessPoolExecutor(max_workers=2) as _executor:
    USAGE = dict(_executor.map(count_codons, GENES.items()))


def most_used(organism, number=1):
    return [codon for codon, _ in USAGE[organism].most_common(number)]

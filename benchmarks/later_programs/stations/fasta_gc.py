from multiprocessing import Process
import sys

GENES = {
    "rbcL": "ATGTCACCACAAACAGAGACTAAAGCAAGTGTTGGATTCAAAGCTGG",
    "matK": "ATGGAGGAATTTCAAAGATATTTAGAACTAGATAGATCTTGGCAACA",
    "ndhF": "ATGGAACATACATATCAATATGCGTGGATCATACCTTTTGTTCCACT",
}


def gc(sequence):
    return (sequence.count("G") + sequence.count("C")) / len(sequence)


def report(gene):
    share = gc(GENES[gene])
    print("%s: %.1f %% GC" % (gene, 100 * share), flush=True)
    if not 0.2 < share < 0.8:
        sys.exit(3)


def start(gene):
    p = Process(target=report, args=(gene))
    p.start()
    return p


def main():
    running = {gene: start(gene) for gene in GENES}
    failures = []
    for gene, p in running.items():
        p.join()
        if p.exitcode != 0:
            failures.append(gene)
    if failures:
        sys.exit("no result for " + ", ".join(failures))
    print("ok")


if __name__ == "__main__":
    main()

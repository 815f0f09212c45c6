"""Check the permissions of a tree in worker processes; what they log ends up in one file."""
import argparse
import logging
import pathlib
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed

import logsetup
from jobs import inspect_folder

log = logging.getLogger("audit")


def audit(root, sink, workers):
    folders = [root] + sorted(path for path in root.rglob("*") if path.is_dir())
    findings = []
    with logsetup.collected(sink) as records:
        crew = ProcessPoolExecutor(
            workers, logsetup.CONTEXT, initializer=logsetup.in_worker, initargs=(records, logging.INFO)
        )
        with crew:
            waiting = {crew.submit(inspect_folder, str(folder)): folder for folder in folders}
            for job in as_completed(waiting):
                findings.extend(job.result())
                log.debug("%s done", waiting[job])
    return findings


def sample(root):
    for name in ("bin", "etc", "srv/data"):
        (root / name).mkdir(parents=True)
    (root / "etc" / "shadow").write_text("secret")
    (root / "etc" / "shadow").chmod(0o666)
    (root / "bin" / "run").write_text("#!/bin/sh\n")
    (root / "bin" / "run").chmod(0o755)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", nargs="?", type=pathlib.Path)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="auditlog-") as tmp:
        scratch = pathlib.Path(tmp)
        tree = args.root
        if tree is None:
            tree = scratch / "tree"
            tree.mkdir()
            sample(tree)
        logfile = scratch / "audit.log"
        sink = logging.FileHandler(str(logfile), encoding="utf-8")
        sink.setFormatter(logging.Formatter("%(processName)s %(levelname)s %(message)s"))
        logging.basicConfig(level=logging.INFO, handlers=[sink])
        log.info("begin")
        findings = audit(tree, sink, args.workers)
        log.info("end")
        logging.shutdown()
        lines = logfile.read_text(encoding="utf-8").splitlines()
    from_workers = [line for line in lines if " INFO folder " in line]
    print("%d folders inspected, %d findings, %d lines" % (len(from_workers), len(findings), len(lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

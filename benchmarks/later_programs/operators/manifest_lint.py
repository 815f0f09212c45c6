"""Lint deployment manifests: a shared queue of documents, some lint processes."""
import contextlib
import json
import multiprocessing as mp
import sys
from types import SimpleNamespace

RULES = {
    "image": lambda doc: ":" in doc.get("image", "") or "image has no tag",
    "replicas": lambda doc: doc.get("replicas", 1) > 0 or "no replicas",
    "name": lambda doc: doc.get("name", "").islower() or "name is not lower case",
}


@contextlib.contextmanager
def leased(todo):
    item = todo.get()
    try:
        yield item
    finally:
        todo.task_done()


def lint(todo, out):
    counts = SimpleNamespace(seen=0, skipped=0)
    problems = []
    while True:
        with leased(todo) as text:
            if text is None:
                break
            counts.seen += 1
            try:
                doc = json.loads(text)
            except ValueError:
                problems.append("not JSON: %.20s" % text)
                continue
            if doc.get("kind") == "Secret":
                counts.skipped += 1
                continue
            for rule, holds in RULES.items():
                verdict = holds(doc)
                if verdict is not True:
                    problems.append("%s: %s" % (doc.get("name", "?"), verdict))
    out.put((counts.seen, counts.skipped, problems))


def lint_all(texts, workers=2):
    todo, out = mp.JoinableQueue(), mp.Queue()
    crew = [mp.Process(target=lint, args=(todo, out)) for _ in range(workers)]
    for member in crew:
        member.start()
    for text in texts:
        todo.put(text)
    for _ in crew:
        todo.put(None)
    todo.join()
    answers = [out.get(timeout=10) for _ in crew]
    for member in crew:
        member.join()
        if member.exitcode:
            raise RuntimeError("%s ended with %d" % (member.name, member.exitcode))
    return answers


def documents():
    for number in range(6):
        yield json.dumps({"kind": "Deployment", "name": "app%d" % number, "image": "app:%d" % number})
    yield json.dumps({"kind": "Deployment", "name": "Legacy", "image": "legacy", "replicas": 0})
    yield json.dumps({"kind": "Secret", "name": "tls"})
    yield "kind: Deployment"


def main():
    answers = lint_all(documents())
    problems = sorted(problem for *_, found in answers for problem in found)
    for problem in problems:
        print(problem)
    print("%d documents, %d skipped" % (sum(a[0] for a in answers), sum(a[1] for a in answers)))
    return 0 if len(problems) == 4 else 1


if __name__ == "__main__":
    sys.exit(main())

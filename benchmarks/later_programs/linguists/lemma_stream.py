import multiprocessing
from typing import Iterable, NamedTuple, Tuple

SUFFIXES: Tuple[Tuple[str, str], ...] = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""))

DOCUMENTS = {
    "d1": "The berries were picked and the boxes filled",
    "d2": "Horses running past mosses and ponies",
    "d3": "She listed the glasses",
}


class Lemmas(NamedTuple):
    doc: str
    forms: Iterable[str]


def lemma(token: str) -> str:
    for suffix, repl in SUFFIXES:
        if token.endswith(suffix) and len(token) > len(suffix) + 2:
            return token[: -len(suffix)] + repl
    return token


def lemmatise(doc: str, text: str, out) -> None:
    forms = (lemma(token) for token in text.lower().split())
    out.put(Lemmas(doc, forms))


def gather(out, count: int):
    return [out.get() for _ in range(count)]


def main() -> None:
    out = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=lemmatise, args=(doc, text, out))
               for doc, text in DOCUMENTS.items()]
    for w in workers:
        w.start()
    found = gather(out, len(workers))
    for w in workers:
        w.join()
    if any(w.exitcode for w in workers):
        raise SystemExit("a document failed")
    for doc, forms in sorted(found):
        print(doc, *forms)
    print("ok")


if __name__ == "__main__":
    main()

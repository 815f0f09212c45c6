import argparse
import re
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Callable, Dict, Iterator

STAGES: Dict[str, Callable] = {}

SAMPLE = "A storm came in. The boats stayed out! Who saw them last? Nobody did."


def stage(name: str):
    def keep(function: Callable) -> Callable:
        STAGES[name] = function
        return function
    return keep


@stage("length")
def length(text: str) -> int:
    return len(text)


@stage("sentences")
def sentences(text: str) -> Iterator[str]:
    for match in re.finditer(r"[^.!?]+[.!?]", text):
        yield match.group().strip()


@stage("words")
def words(text: str) -> list:
    return re.findall(r"\w+", text.lower())


def run(text: str, jobs: int) -> Dict[str, object]:
    with ProcessPoolExecutor(max_workers=jobs) as executor:
        futures: Dict[str, Future] = {
            name: executor.submit(function, text) for name, function in STAGES.items()
        }
        return {name: future.result() for name, future in futures.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", default=SAMPLE)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    found = run(args.text, args.jobs)
    print("characters", found["length"])
    print("words", len(found["words"]))
    for number, sentence in enumerate(found["sentences"], 1):
        print(number, sentence)


if __name__ == "__main__":
    main()

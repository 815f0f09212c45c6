import json
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor


def load_weights(path):
    with open(path, encoding="utf-8") as source:
        return json.load(source)


def weight(word):
    return weights.get(word, 0.5)


def score(sentence):
    words = sentence.lower().split()
    return sum(weight(word) for word in words) / len(words)


def write_defaults():
    handle, path = tempfile.mkstemp(suffix=".json")
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        json.dump({"good": 1.0, "bad": 0.0}, target)
    return path


if __name__ == "__main__":
    sentences = ["good food", "bad luck", "good good day", "some plain words"]
    path = write_defaults()
    weights = load_weights(path)
    os.remove(path)

    with ProcessPoolExecutor(max_workers=2) as executor:
        scores = list(executor.map(score, sentences))

    for sentence, value in zip(sentences, scores):
        print(f"{value:5.2f}  {sentence}")
    assert scores[0] == 0.75
    print("ok")

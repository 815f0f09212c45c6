"""Type/token statistics of a small corpus."""
from collections import Counter
from concurrent.futures import ProcessPoolExecutor as Executor

DOCUMENTS = [
    "so much depends upon a red wheel barrow",
    "glazed with rain water beside the white chickens",
    "the apparition of these faces in the crowd",
    "petals on a wet black bough",
    "a poem should be palpable and mute as a globed fruit",
]


class Vocabulary:
    def __init__(self, lower=True):
        self.lower = lower
        self.counts = Counter()
        self.documents = 0

    def tokenise(self, text):
        return (text.lower() if self.lower else text).split()

    def absorb(self, text):
        words = self.tokenise(text)
        self.counts.update(words)
        return len(words)

    def build(self, texts, workers=2):
        with Executor(max_workers=workers) as executor:
            sizes = list(executor.map(self.absorb, texts))
        self.documents += len(sizes)
        return sum(sizes)

    def type_token_ratio(self):
        tokens = sum(self.counts.values())
        return len(self.counts) / tokens if tokens else 0.0


def main():
    vocabulary = Vocabulary()
    tokens = vocabulary.build(DOCUMENTS)
    print(f"{vocabulary.documents} documents, {tokens} tokens, {len(vocabulary.counts)} types")
    print(f"type/token ratio {vocabulary.type_token_ratio():.3f}")
    reference = Counter(word for text in DOCUMENTS for word in text.split())
    print("ok" if vocabulary.counts == reference else "wrong")


if __name__ == "__main__":
    main()

from functools import reduce
from multiprocessing import Pool

from model import Model, trigrams

SENTENCES = [
    "the cat sat on the mat",
    "the cat lay on the mat",
    "a dog sat on the cat",
    "the dog sat",
]


def train(sentences, jobs=2):
    with Pool(jobs) as pool:
        return reduce(Model.learn, pool.imap(trigrams, sentences), Model())


def main():
    model = train(SENTENCES)
    for run, n in model.counts.most_common(3):
        print(n, " ".join(run), round(model.surprisal(run), 2))
    print("ok" if model.counts["sat", "on", "the"] == 2 else "bad counts")


if __name__ == "__main__":
    main()

from collections import Counter
from concurrent import futures
import re

from polite import PoliteClient
from saved import THREADS

POST = re.compile("<post>(.*?)</post>", re.S)
BORING = {"my", "does", "not", "is", "the", "it", "for", "how", "like"}


class ForumReader(PoliteClient):

    def posts(self, thread):
        for text in POST.findall(self.get(thread)):
            yield text.lower()

    def count_words(self, thread):
        c = Counter()
        for text in self.posts(thread):
            c.update(w for w in re.findall("[a-z]+", text) if w not in BORING)
        return c

    def top(self, threads, n=3):
        total = Counter()
        with futures.ProcessPoolExecutor(3) as ex:
            for c in ex.map(self.count_words, threads):
                total += c
        return total.most_common(n)


def main():
    reader = ForumReader(THREADS)
    print("posts in the first thread:", len(list(reader.posts("t/11"))))
    for word, times in reader.top(sorted(THREADS)):
        print(times, word)


if __name__ == '__main__':
    main()

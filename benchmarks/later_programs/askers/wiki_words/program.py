import collections
import multiprocessing

from wiki import WikiClient
from wiki.client import ARTICLES


def popular(client, titles, n=3):
    count = collections.Counter()
    with multiprocessing.Pool(2) as pool:
        for title, links in pool.imap(client.links, titles):
            client.say(title, "links to", *links)
            count.update(links)
    return count.most_common(n)


def main():
    client = WikiClient()
    for word, times in popular(client, sorted(ARTICLES)):
        client.say("%dx %s" % (times, word))


if __name__ == "__main__":
    main()

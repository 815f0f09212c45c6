import multiprocessing as mp
from collections import defaultdict

END = object()

LINKS = {
    "/": ["/about", "/news"],
    "/about": ["/"],
    "/news": ["/news/1", "/news/2"],
    "/news/1": [],
    "/news/2": ["/about"],
}


def crawl(todo, found):
    while True:
        page = todo.get()
        if page is END:
            break
        for link in LINKS.get(page, ()):
            found.put((page, link))
    found.put(None)


def main():
    todo, found = mp.Queue(), mp.Queue()
    crawlers = [mp.Process(target=crawl, args=(todo, found)) for _ in range(2)]
    for crawler in crawlers:
        crawler.start()
    for page in LINKS:
        todo.put(page)
    for _ in crawlers:
        todo.put(END)

    links = defaultdict(list)
    running = len(crawlers)
    while running:
        answer = found.get()
        if answer is None:
            running -= 1
        else:
            source, link = answer
            links[source].append(link)

    for crawler in crawlers:
        crawler.join()
        assert crawler.exitcode == 0
    print(sum(map(len, links.values())), "links")
    print("ok")


if __name__ == "__main__":
    main()

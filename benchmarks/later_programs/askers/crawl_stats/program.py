# breadth first crawler, one round = one level of the site
import multiprocessing
import re

import stats
from canned import SITE

HREF = re.compile(r'href="([^"]+)"')


def visit(path):
    html = SITE.get(path, "")
    stats.note(len(html))
    return path, HREF.findall(html)


def crawl(start, depth=4):
    known = {start}
    todo = [start]
    graph = {}
    with multiprocessing.Pool(3) as pool:
        while todo and depth:
            depth -= 1
            level = pool.map(visit, todo)
            todo = []
            for path, links in level:
                graph[path] = links
                for link in links:
                    if link not in known:
                        known.add(link)
                        todo.append(link)
    return graph


def main():
    graph = crawl("/")
    for path in sorted(graph):
        print(path, "->", ", ".join(graph[path]) or "-")
    print("total:", stats.report())


if __name__ == "__main__":
    main()

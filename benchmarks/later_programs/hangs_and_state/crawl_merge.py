import multiprocessing as mp


def crawl(site, pages, out):
    links = {f"https://{site}/p/{n}": [f"https://{site}/p/{n * k % pages}" for k in range(1, 6)]
             for n in range(pages)}
    out.put((site, links))


class Crawl:
    def __init__(self, sites, pages=4000):
        self.sites = list(sites)
        self.pages = pages
        self.found = mp.Queue()
        self.procs = {}

    def __enter__(self):
        for site in self.sites:
            proc = mp.Process(target=crawl, args=(site, self.pages, self.found))
            self.procs[site] = proc
            proc.start()
        return self

    def __exit__(self, *exc_info):
        for proc in self.procs.values():
            proc.join()

    def _take(self):
        return self.found.get(timeout=60)

    def graph(self):
        merged = {}
        for _ in range(len(self.procs)):
            site, links = self._take()
            merged.update(links)
        return merged


def main():
    with Crawl(["example.org", "example.net"]) as job:
        graph = job.graph()
    codes = {site: proc.exitcode for site, proc in job.procs.items()}
    print(len(graph), "pages", codes)
    if len(graph) != 8000 or any(codes.values()):
        raise SystemExit("incomplete crawl")
    print("ok")


if __name__ == "__main__":
    main()

# which links on my homepage are dead? reads the pages from a dict, later from the web
import re
from multiprocessing.dummy import Pool
from posixpath import normpath, join, dirname

pages = {
    '/index.html': '<a href="about.html">me</a> <a href="pics/index.html">pics</a>',
    '/about.html': '<a href="index.html">back</a> <a href="cv.html">cv</a>',
    '/pics/index.html': '<a href="../index.html">up</a> <a href="dog.html">dog</a>',
    '/pics/dog.html': '<a href="../pics/cat.html">cat</a> <a href="#top">top</a>',
}
counter = {'links': 0, 'dead': 0}


def links(page):
    for target in re.findall('href="(.*?)"', pages[page]):
        if target.startswith('#'):
            continue
        yield normpath(join(dirname(page), target))


def check(page):
    dead = []
    for target in links(page):
        if target not in pages:
            dead.append(target)
    return page, dead


pool = Pool(4)
sizes = pool.map(lambda p: (p, len(pages[p])), pages)
print('biggest page:', max(sizes, key=lambda s: s[1])[0])

results = pool.map(check, pages)
counts = pool.map(lambda p: sum(1 for _ in links(p)), pages)
pool.close()
pool.join()

counter['links'] = sum(counts)
for page, dead in results:
    for d in dead:
        counter['dead'] += 1
        print(page, '->', d)
print('%(links)d links, %(dead)d dead' % counter)

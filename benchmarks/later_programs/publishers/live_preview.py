import multiprocessing as mp
import pathlib
import re
import tempfile
import time


class PreviewSite:
    """Renders a folder of pages into a folder of HTML and does so again whenever a page changes."""

    def __init__(self, source, target, theme="plain"):
        self.source = pathlib.Path(source)
        self.target = pathlib.Path(target)
        self.theme = theme
        self.builder = None
        self.stop_requested = mp.Event()

    def start(self, interval=0.1):
        emphasis = re.compile(r"\*(\w+)\*")
        stop = self.stop_requested
        source, target, theme = self.source, self.target, self.theme

        def render(page):
            body = emphasis.sub(r"<em>\1</em>", page.read_text(encoding="utf-8"))
            html = f"<body class={theme}>{body}</body>"
            (target / (page.stem + ".html")).write_text(html, encoding="utf-8")

        def watch():
            seen = {}
            while not stop.wait(interval):
                for page in sorted(source.glob("*.md")):
                    changed = page.stat().st_mtime_ns
                    if seen.get(page) != changed:
                        render(page)
                        seen[page] = changed

        self.builder = mp.Process(target=watch, name="preview-builder")
        self.builder.start()

    def stop(self):
        self.stop_requested.set()
        self.builder.join()
        if self.builder.exitcode:
            raise SystemExit(f"the builder failed with {self.builder.exitcode}")


def wait_for(path, seconds=4):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if path.exists() and path.read_text(encoding="utf-8"):
            return path.read_text(encoding="utf-8")
        time.sleep(0.05)
    return ""


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "pages")
        target = pathlib.Path(folder, "html")
        source.mkdir()
        target.mkdir()
        (source / "index.md").write_text("A *short* introduction", encoding="utf-8")

        site = PreviewSite(source, target, theme="dark")
        site.start()
        html = wait_for(target / "index.html")
        site.stop()
    print(html)
    print("ok" if "<em>short</em>" in html else "not rendered")


if __name__ == "__main__":
    main()

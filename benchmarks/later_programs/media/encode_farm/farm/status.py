"""A page with a row for every frame, written again and again, and a file of events beside it."""
import html
import threading


class StatusPage:
    def __init__(self, folder, frames, refresh):
        self.path = folder / "status.html"
        self.events = folder / "events.txt"
        self.refresh = refresh
        self._frames = {f"frame <{n:06d}>": "waiting" for n in range(frames)}
        self._guard = threading.Lock()
        self._over = threading.Event()
        self._writer = threading.Thread(target=self._keep_writing, daemon=True)

    def event(self, who, text):
        with self._guard, self.events.open("a", encoding="utf-8") as out:
            out.write(f"{who}: {text}\n")

    def _keep_writing(self):
        while not self._over.wait(self.refresh):
            with self._guard:
                self.path.write_text("\n".join(self._rows()), encoding="utf-8")

    def _rows(self):
        for frame, state in self._frames.items():
            yield f"<tr><td>{html.escape(frame)}</td><td>{html.escape(state)}</td></tr>"

    def __enter__(self):
        self._writer.start()
        return self

    def __exit__(self, *_exc):
        self._over.set()
        self._writer.join()

"""Render the pages of a small magazine, several at a time."""
import asyncio
import logging
from string import Template

import markup
from component import Component

FRAME = Template("<html><head><title>$title</title></head><body class='$theme'>$body</body></html>")

ISSUE = {
    "cover": "# Night trains\n\nThe *slow* way south.",
    "letters": "## Letters\n\nDear editors, *please* print larger.",
    "recipes": "## Leek soup\n\nTwo leeks, some *cream*.",
}


class Renderer(Component):
    def __init__(self, theme: str, workers: int = 2) -> None:
        super().__init__("renderer", workers)
        self.theme = theme
        self.done = 0

    def typeset(self, title: str, source: str) -> str:
        return FRAME.substitute(title=title, theme=self.theme, body=markup.to_html(source))

    async def page(self, title: str, source: str) -> int:
        rendered = await self.offload(self.typeset, title, source)
        self.done += 1
        return len(rendered)


async def publish(theme: str) -> None:
    async with Renderer(theme) as renderer:
        sizes = await asyncio.gather(*(renderer.page(t, s) for t, s in ISSUE.items()))
        for title, size in zip(ISSUE, sizes):
            print(f"{title:10} {size:5} bytes")
        print(f"{renderer.done} pages rendered")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(publish("serif"))

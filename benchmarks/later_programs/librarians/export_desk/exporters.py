"""Exporters register themselves by subclassing."""
from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Dict, List, Type
from xml.sax.saxutils import escape

Row = Dict[str, object]


class Exporter:
    registry: Dict[str, Type["Exporter"]] = {}
    suffix = ""

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        Exporter.registry[cls.suffix] = cls

    def export(self, rows: List[Row], target: Path) -> None:
        target.write_text(self.text(rows), encoding="utf-8")

    def text(self, rows: List[Row]) -> str:
        raise NotImplementedError


class JsonExporter(Exporter):
    suffix = "json"

    def text(self, rows):
        return json.dumps(rows, indent=1)


class CsvExporter(Exporter):
    suffix = "csv"

    def export(self, rows, target):
        with open(target, "w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


class XmlExporter(Exporter):
    suffix = "xml"

    def element(self, name, value):
        if not name.isidentifier():
            raise ValueError(f"{name!r} cannot be the name of an element")
        return f"  <{name}>{escape(str(value))}</{name}>"

    def text(self, rows):
        body = ("\n".join(self.element(*item) for item in row.items()) for row in rows)
        return "<rows>\n" + "\n".join(f" <row>\n{row}\n </row>" for row in body) + "\n</rows>\n"

"""The formats that come with the tool."""
import csv
import io
import json

from base import Exporter, exporter


@exporter("json")
class JsonExporter(Exporter):
    def encode(self, row):
        return json.dumps({"title": self.title, **row}, sort_keys=True)


@exporter("csv")
class CsvExporter(Exporter):
    def __init__(self, title, delimiter=";"):
        super().__init__(title)
        self.delimiter = delimiter

    def encode(self, row):
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter).writerow([self.title, *row.values()])
        return out.getvalue().strip()

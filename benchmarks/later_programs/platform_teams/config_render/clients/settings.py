import string
from typing import Mapping, NamedTuple

from .base import CachedClient


class Template(NamedTuple):
    service: str
    body: str


class SettingsClient(CachedClient):
    def __init__(self, backend: Mapping[str, str], environment: str) -> None:
        super().__init__(backend)
        self.environment = environment

    def render(self, template: Template) -> str:
        values = {
            "service": template.service,
            "environment": self.environment,
            "region": self.lookup("region") or "unknown",
        }
        return string.Template(template.body).substitute(values)

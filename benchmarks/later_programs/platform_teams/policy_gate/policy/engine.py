from dataclasses import dataclass
from typing import Tuple

from .errors import PolicyViolation


@dataclass(frozen=True)
class Resource:
    name: str
    public: bool = False
    tags: Tuple[str, ...] = ()


def evaluate(resource: Resource) -> str:
    if resource.public:
        raise PolicyViolation("no-public-buckets", resource.name)
    if "owner" not in resource.tags:
        raise PolicyViolation("owner-tag", resource.name)
    return resource.name

"""Invokes the thumbnail function on this machine, inside the service's box."""
import contextlib
import errno
import json
import os
from dataclasses import dataclass
from multiprocessing import synchronize

from service.handler import lambda_handler


@dataclass
class Context:
    function_name: str = "thumbnails"
    memory_limit_in_mb: int = 1024
    aws_request_id: str = "local-1"

    def get_remaining_time_in_millis(self) -> int:
        return 20_000


def _unavailable(*_args, **_kwargs):
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


@contextlib.contextmanager
def box():
    """What the service's kernel refuses is refused here too."""
    kept, synchronize.SemLock.__init__ = synchronize.SemLock.__init__, _unavailable
    try:
        yield
    finally:
        synchronize.SemLock.__init__ = kept


def upload_event(*keys: str) -> dict:
    return {"Records": [
        {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "uploads"}, "object": {"key": key}}}
        for key in keys
    ]}


def main() -> None:
    event = upload_event("a/beach.ppm", "a/dunes.ppm", "b/pier.ppm")
    with box():
        answer = lambda_handler(event, Context())
    thumbs = json.loads(answer["body"])
    if answer["statusCode"] != 200 or len(thumbs) != 3:
        raise SystemExit(f"unexpected answer {answer}")
    for key, size in sorted(thumbs.items()):
        print(key, size)
    print("ok")


if __name__ == "__main__":
    main()

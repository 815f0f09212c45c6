"""Entry point of the function."""
import json
import logging

from . import resize

log = logging.getLogger(__name__)


def keys_of(event):
    for record in event.get("Records", ()):
        if record["eventName"].startswith("ObjectCreated:"):
            yield record["s3"]["object"]["key"]


def lambda_handler(event, context):
    log.info("request %s", context.aws_request_id)
    keys = list(keys_of(event))
    if not keys:
        return {"statusCode": 204, "body": "{}"}
    sizes = dict(resize.all_of(keys, edge=16))
    return {"statusCode": 200, "body": json.dumps(sizes)}

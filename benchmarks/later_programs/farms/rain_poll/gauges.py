import logging
import urllib.error
import urllib.request

log = logging.getLogger(__name__)


class GaugeDown(Exception):
    pass


def read(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=4) as r:
            return float(r.read().decode("ascii"))
    except urllib.error.HTTPError as e:
        raise GaugeDown("%s: status %d" % (url.rsplit("/", 1)[-1], e.code)) from None
    except (urllib.error.URLError, OSError, ValueError) as e:
        raise GaugeDown("%s: %s" % (url.rsplit("/", 1)[-1], type(e).__name__)) from None

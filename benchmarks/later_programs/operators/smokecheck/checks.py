"""The checks: every one takes the root of the host and returns a remark, or raises CheckFailed."""
import shutil

from errors import CheckFailed


def resolver(root):
    text = (root / "etc" / "resolv.conf").read_text()
    servers = [line.split()[1] for line in text.splitlines() if line.startswith("nameserver")]
    if not servers:
        raise CheckFailed(check="resolver", target="etc/resolv.conf", detail="no nameserver")
    return "ok, %s" % ", ".join(servers)


def free_space(root, minimum):
    free = shutil.disk_usage(root).free
    if free < minimum:
        raise CheckFailed(check="free_space", target=str(root), detail="%d bytes" % free)
    return "ok"


def hosts_entry(root, name):
    for line in (root / "etc" / "hosts").read_text().splitlines():
        if name in line.split()[1:]:
            return "ok"
    raise CheckFailed(check="hosts_entry", target=name)


def mounted(root, folder):
    if not (root / folder).is_dir():
        raise CheckFailed(check="mounted", target=folder, detail="no such folder")
    return "ok"

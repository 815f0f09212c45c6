"""What is done in a worker."""
import logging
import os
import stat

log = logging.getLogger("audit.jobs")


def inspect_folder(folder):
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISREG(mode) and mode & stat.S_IWOTH:
                log.warning("%s can be written by everybody", entry.path)
                found.append((entry.path, stat.filemode(mode)))
    log.info("folder %s: %d findings", folder, len(found))
    return found

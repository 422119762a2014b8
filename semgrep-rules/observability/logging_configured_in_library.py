# path: app/billing.py
import logging
import logging.config

# ruleid: VBE404
logging.basicConfig(level=logging.INFO)
# ok: VBE404
logger = logging.getLogger(__name__)
# ok: VBE404
logger.setLevel(logging.INFO)

if not logging.getLogger().handlers:
    # ok: VBE404
    logging.basicConfig(level=logging.INFO)


def configure():
    # ok: VBE404
    logging.basicConfig(level=logging.INFO)


class Journal:
    def __init__(self):
        # ok: VBE404
        logging.basicConfig(level=logging.INFO)


# ruleid: VBE404
logging.basicConfig(
    level=logging.DEBUG,
    format="%(message)s",
)

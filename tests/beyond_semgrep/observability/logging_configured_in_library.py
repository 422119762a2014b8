# path: app/blog.py
import logging as journal
from logging import basicConfig

from app.pages import journal as pages

# ruleid: VBE404
journal.basicConfig(level=journal.INFO)
# ruleid: VBE404
basicConfig(level=journal.INFO)
# ok: VBE404
pages.basicConfig(level=1)
# ok: VBE404
done = basicConfig(level=journal.INFO)
try:
    import uvloop
except ImportError:
    # ok: VBE404
    journal.basicConfig()

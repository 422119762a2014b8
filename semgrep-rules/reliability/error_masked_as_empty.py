import logging

import requests

logger = logging.getLogger(__name__)


async def open_orders(db, customer):
    try:
        rows = await db.execute(customer)
        return rows.scalars().all()
    except Exception:
        # ruleid: VBE102
        return []


def members(Member):
    try:
        return list(Member.objects.filter(active=True))
    except Exception as error:
        logger.exception("no members")
        # ruleid: VBE102
        return []


def balance(url):
    try:
        requests.post(url, timeout=5)
        return 1
    except BaseException as error:
        logger.warning("balance: %s", error)
        # ruleid: VBE102
        return 0


class Report:
    def campaigns(self, account):
        try:
            client = self._client()
            found = client.find_campaigns(account)
            return [one.name for one in found]
        except Exception as error:
            logger.error(f"Failed to get campaigns: {error}")
            # ruleid: VBE102
            return []

    def totals(self, session):
        try:
            session.execute("select 1")
            return {"orders": 1, "rows": [1]}
        except Exception:
            # ruleid: VBE102
            return {"orders": 0, "rows": []}
        finally:
            logger.info("asked")

    # None is an answer of its own
    def first(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            # ok: VBE102
            return None

    def is_open(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            # ok: VBE102
            return False

    def code(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            # ok: VBE102
            return 1

    def said(self, session):
        try:
            session.execute("select 1")
            return {"rows": [1]}
        except Exception:
            # ok: VBE102
            return {"rows": [], "error": "no database"}

    def unavailable(self, session):
        try:
            return {"rows": session.execute("select 1")}
        except Exception:
            # ok: VBE102
            return {"rows": [], "success": False}

    def narrow(self, session):
        try:
            return session.execute("select 1")
        except KeyError:
            # ok: VBE102
            return []

    def raised(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            if session.closed:
                # ok: VBE102
                return []
            raise

    def kept(self, session):
        try:
            return session.execute("select 1")
        except Exception as error:
            self.failures.append(error)
            # ok: VBE102
            return []

    def marked(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            self.failed = True
            # ok: VBE102
            return []

    def meant(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            # a page without recommendations will do
            # ok: VBE102
            return []

    def gone_on(self, session):
        try:
            return session.execute("select 1")
        except Exception as error:
            logger.warning("falling back to nothing: %s", error)
            # ok: VBE102
            return []

    def cached(self, cache, key):
        try:
            return cache.execute(key)
        except Exception:
            # ok: VBE102
            return {}

    def parse(self, text):
        try:
            return int(text.strip())
        except Exception:
            # ok: VBE102
            return 0

    def words(self, text):
        try:
            return text.strip().split(",")
        except Exception as error:
            logger.error("no words: %s", error)
            # ok: VBE102
            return []

    def close(self, session):
        try:
            return session.execute("select 1")
        except Exception:
            # ok: VBE102
            return []

    def optional_dependency(self):
        try:
            import torch

            return torch.run_models()
        except Exception:
            # ok: VBE102
            return []

    def after_the_fact(self, session):
        try:
            return session.commit()
        finally:
            try:
                session.execute("select 1")
            except Exception:
                # ok: VBE102
                return []

    def printed(self, session):
        try:
            return session.execute("select 1")
        # another rule's
        except Exception as error:
            print(error)
            # ok: VBE102
            return []

import logging
import traceback

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


def bare(db):
    try:
        return db.query("orders").all()
    # ok: VBE101
    except:
        # ruleid: VBE102
        return []


def pair(db):
    try:
        rows = db.query("orders").all()
        return rows, len(rows)
    except (ValueError, Exception):
        # ruleid: VBE102
        return [], 0


def text(storage, name):
    try:
        return storage.fetch_text(name)
    except Exception as error:
        logger.error("no text: %s", str(error))
        logger.debug(traceback.format_exc())
        # ruleid: VBE102
        return ""


def rolled_back(session):
    try:
        session.commit()
        return {"rows": 1}
    except Exception:
        session.rollback()
        # ruleid: VBE102
        return dict()


def printed(db):
    try:
        return db.query("orders").all()
    # ruleid: VBE408
    except Exception as error:
        print("no orders", error)
        # ok: VBE102, VBE101
        return []


@app.post("/orders")
async def create_order(db):
    try:
        await db.execute("insert")
    # ok: VBE106
    except Exception:
        # ruleid: VBE102
        return {}
    return {"status": "success"}


@app.get("/orders")
async def list_orders(db):
    try:
        return {"rows": await db.execute("select")}
    except Exception:
        # ruleid: VBE106
        return {"success": False, "rows": []}


def suggestions(db, word):
    try:
        return db.query(word).all()
    except Exception:
        # ok: VBE102
        return []


def main(db):
    try:
        return db.query("orders").all()
    except Exception:
        # ok: VBE102
        return 0


def shown(db, messages, request):
    try:
        return db.query("orders").all()
    except Exception as error:
        messages.error(request, str(error))
        # ok: VBE102
        return []


def counted(db):
    def sleep(call):
        try:
            return call()
        # ok: VBE102
        except Exception:
            return []

    return sleep(db.count)

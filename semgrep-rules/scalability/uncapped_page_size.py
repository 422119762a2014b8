from typing import Annotated, Optional

import fastapi
from fastapi import APIRouter, Query

router = APIRouter()
MAX_LIMIT = 100


@router.get("/a")
# ruleid: VBE202
async def plain(store, limit: int = 100):
    return await store.find(limit)


@router.get("/b")
# ruleid: VBE202
def synchronous(store, offset: int = 0, page_size: int = 20):
    return store.find(offset, page_size)


@router.get("/c")
async def several_lines(
    store,
    # ok: VBE202
    offset: int = 0,
    # ruleid: VBE202
    per_page: int = Query(20, ge=1),
):
    return await store.find(offset, per_page)


@router.get("/d")
# ok: VBE202
async def bounded(store, limit: int = Query(20, ge=1, le=100)):
    return await store.find(limit)


@router.get("/e")
# ok: VBE202
async def bounded_below(store, limit: Annotated[int, Query(lt=101)] = 20):
    return await store.find(limit)


@router.get("/f")
# ruleid: VBE202
async def optional(store, limit: Optional[int] = None):
    return await store.find(limit)


@router.get("/g")
# ok: VBE202
async def cut(store, limit: int = 20):
    return await store.find(min(limit, MAX_LIMIT))


@router.get("/h")
# ok: VBE202
async def compared(store, limit: int = 20):
    if limit > MAX_LIMIT:
        raise fastapi.HTTPException(422, "limit is too big")
    return await store.find(limit)


@router.get("/i")
# ok: VBE202
async def not_a_number(store, limit: str = "20"):
    return await store.find(limit)


@router.post("/seats/cancel")
# ok: VBE202
async def something_else(store, count: int = 1):
    return await store.cancel(count)


@router.get("/j")
# ok: VBE202
async def limited_elsewhere(store, clamp_limit, limit: int = 20):
    return await store.find(clamp_limit(limit))


# ok: VBE202
async def no_route(store, limit: int = 20):
    return await store.find(limit)


@router.get("/k")
# ruleid: VBE202
async def annotated(store, limit: Annotated[int, Query(ge=1)] = 20):
    return await store.find(limit)


@router.get("/l")
# ok: VBE202
async def paginated(paginate, page: int = 1, page_size: int = 20):
    return await paginate(page, page_size)

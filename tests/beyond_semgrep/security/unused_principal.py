from typing import Annotated

from fastapi import APIRouter, Depends, Security

from app.auth import User, get_current_user, may_see

router = APIRouter()
CurrentUser = Annotated[User, Depends(get_current_user)]


@router.get("/a/{invoice_id}", response_model=dict)
# ruleid: VBE321
async def annotated(invoice_id: int, user: Annotated[User, Depends(get_current_user)], store):
    return await store.get(invoice_id)


@router.get("/b/{invoice_id}")
# ruleid: VBE321
async def alias(invoice_id: int, current_user: CurrentUser, store):
    return await store.get(invoice_id)


@router.get("/c/{invoice_id}")
# ruleid: VBE321
async def security(invoice_id: int, store, current_user=Security(get_current_user)):
    return await store.get(invoice_id)


@router.get("/d/{invoice_id}")
# ok: VBE321
async def second_dependency(store, invoice_id: int, user: CurrentUser, invoice=Depends(may_see)):
    return await store.get(invoice_id)


@router.get("/e/{invoice_id}")
@may_see
# ok: VBE321
async def decorated(store, invoice_id: int, user: CurrentUser):
    return await store.get(invoice_id)


@router.get("/f/{name}")
# ok: VBE321
async def by_name(store, name: str, user: CurrentUser):
    return await store.get(name)

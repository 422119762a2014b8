from fastapi import APIRouter, Depends, HTTPException

from app.auth import User, get_current_user, owned_invoice, require_admin
from app.db import Session, get_db

router = APIRouter()


@router.get("/invoices/{invoice_id}")
# ruleid: VBE321
async def show(invoice_id: int, current_user: User = Depends(get_current_user)):
    return await Session.get(invoice_id)


@router.delete("/invoices/{invoice_id}")
# ruleid: VBE321
def remove(invoice_id: int, db: Session = Depends(get_db), user: User = Depends(get_current_user)):
    return db.delete(invoice_id)


@router.put("/invoices/{invoice_id}")
# ok: VBE321
async def replace(invoice_id: int, current_user: User = Depends(get_current_user)):
    return await Session.get(invoice_id, current_user.id)


@router.get("/currencies")
# ok: VBE321
async def currencies(current_user: User = Depends(get_current_user)):
    return await Session.currencies()


@router.post("/invoices/{invoice_id}")
# ok: VBE321
async def by_admin(invoice_id: int, user: User = Depends(require_admin)):
    return await Session.get(invoice_id)


@router.patch("/invoices/{invoice_id}")
# ok: VBE321
async def deliberate(invoice_id: int, _: User = Depends(get_current_user)):
    return await Session.get(invoice_id)


@router.get("/invoices/{invoice_id}/pages")
# ok: VBE321
async def refused(invoice_id: int, current_user: User = Depends(get_current_user)):
    invoice = await Session.get(invoice_id)
    if invoice.is_private:
        raise HTTPException(403)
    return invoice


# ok: VBE321
async def no_route(invoice_id: int, current_user: User = Depends(get_current_user)):
    return await Session.get(invoice_id)


@router.get("/invoices/{invoice_id}/owned", dependencies=[Depends(owned_invoice)])
# ok: VBE321
async def owned(invoice_id: int, current_user: User = Depends(get_current_user)):
    return await Session.get(invoice_id)

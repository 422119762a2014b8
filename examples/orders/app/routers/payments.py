"""Payment endpoints and the webhook of the payment provider."""

import hashlib
import hmac
import logging
import traceback
from datetime import datetime, timezone

from fastapi import APIRouter, Depends, HTTPException, Request
from sqlalchemy.orm import Session

from app.config import settings
from app.database import get_db
from app.models import Customer, Order, Payment
from app.routers.auth import get_current_user, require_admin
from app.schemas import PaymentCreate
from app.services import payments

router = APIRouter(prefix="/payments", tags=["payments"])
logger = logging.getLogger(__name__)


@router.post("/")
def pay_order(payload: PaymentCreate, db: Session = Depends(get_db), current_user: Customer = Depends(get_current_user)):
    """Charge the card of the customer for an order."""
    order = db.query(Order).filter(Order.id == payload.order_id, Order.customer_id == current_user.id).first()
    if order is None:
        raise HTTPException(status_code=404, detail="Order not found")
    try:
        charge = payments.charge_card(payload.card_token, order.total, order.id)
        db.add(Payment(order_id=order.id, provider_id=charge["id"], amount=order.total, status="paid"))
        order.status = "paid"
        db.commit()
        return {"status": "paid", "payment_id": charge["id"]}
    except Exception as e:
        db.rollback()
        traceback.print_exc()
        raise HTTPException(status_code=500, detail=f"Payment failed: {str(e)}")


@router.post("/webhook")
async def payment_webhook(request: Request, db: Session = Depends(get_db)):
    """Receive events from the payment provider."""
    body = await request.body()
    expected = hmac.new(settings.webhook_secret.encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-Signature", "")):
        raise HTTPException(status_code=400, detail="Invalid signature")
    event = await request.json()
    logger.info(f"Received webhook from {request.client.host}, headers: {request.headers}")
    payment = db.query(Payment).filter(Payment.provider_id == event["payment_id"]).first()
    if payment is None:
        return {"status": "error", "message": "Unknown payment"}
    payment.status = event["status"]
    payment.paid_at = datetime.now(timezone.utc)
    db.commit()
    return {"status": "ok"}


@router.get("/{payment_id}")
def get_payment(payment_id: int, db: Session = Depends(get_db), current_user: Customer = Depends(get_current_user)):
    """Get the status of a payment."""
    payment = db.get(Payment, payment_id)
    if payment is None:
        raise HTTPException(status_code=404, detail="Payment not found")
    return {"id": payment.id, "amount": float(payment.amount), "status": payment.status}


@router.post("/{payment_id}/refund")
def refund_payment(payment_id: int, db: Session = Depends(get_db), _: Customer = Depends(require_admin)):
    """Refund a payment."""
    payment = db.get(Payment, payment_id)
    if payment is None:
        raise HTTPException(status_code=404, detail="Payment not found")
    try:
        payments.refund(payment.provider_id)
        payment.status = "refunded"
        db.commit()
    except Exception as e:
        logger.error("Refund of payment %s failed: %s", payment_id, e)
        return {"success": False}
    return {"success": True}


@router.get("/provider/status")
def provider_status():
    """Show whether the payment provider is reachable."""
    try:
        return payments.fetch_status()
    except Exception as e:
        raise HTTPException(status_code=503, detail={"error": repr(e)})

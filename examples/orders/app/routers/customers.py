"""Customer endpoints."""

import logging
from typing import List

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy import func
from sqlalchemy.orm import Session

from app.database import get_db
from app.models import Customer, Order
from app.routers.auth import get_current_user, require_admin
from app.schemas import CustomerOut, CustomerUpdate

router = APIRouter(prefix="/customers", tags=["customers"])
logger = logging.getLogger(__name__)


@router.get("/", response_model=List[CustomerOut])
def list_customers(
    page: int = 1,
    page_size: int = Query(20, ge=1, le=100),
    db: Session = Depends(get_db),
    _: Customer = Depends(require_admin),
):
    """List customers, page by page."""
    return db.query(Customer).order_by(Customer.id).offset((page - 1) * page_size).limit(page_size).all()


@router.get("/search")
def search_customers(q: str, limit: int = 25, db: Session = Depends(get_db), _: Customer = Depends(require_admin)):
    """Search customers by name and show how much they have spent."""
    customers = db.query(Customer).filter(Customer.name.contains(q)).limit(limit).all()
    results = []
    for customer in customers:
        spent = db.query(func.sum(Order.total)).filter(Order.customer_id == customer.id).scalar()
        results.append({"id": customer.id, "name": customer.name, "spent": spent or 0})
    return results


@router.get("/me", response_model=CustomerOut)
def read_profile(current_user: Customer = Depends(get_current_user)):
    """Return the profile of the current customer."""
    return current_user


@router.get("/{customer_id}", response_model=CustomerOut)
def get_customer(customer_id: int, db: Session = Depends(get_db), current_user: Customer = Depends(get_current_user)):
    """Get a customer by ID."""
    customer = db.query(Customer).filter(Customer.id == customer_id).first()
    if not customer:
        raise HTTPException(status_code=404, detail="Customer not found")
    return customer


@router.put("/{customer_id}")
def update_customer(
    customer_id: int,
    payload: CustomerUpdate,
    db: Session = Depends(get_db),
    current_user: Customer = Depends(get_current_user),
):
    """Update the profile of a customer."""
    try:
        customer = db.query(Customer).filter(Customer.id == customer_id).first()
        if not customer:
            raise HTTPException(status_code=404, detail="Customer not found")
        if customer.id != current_user.id:
            raise HTTPException(status_code=403, detail="Not your profile")
        if payload.name:
            customer.name = payload.name
        if payload.email:
            customer.email = payload.email
        db.commit()
        return {"success": True}
    except Exception as e:
        db.rollback()
        raise HTTPException(status_code=500, detail=f"Could not update customer: {e}")


@router.get("/{customer_id}/statistics")
def customer_statistics(customer_id: int, db: Session = Depends(get_db), _: Customer = Depends(require_admin)):
    """Count the orders of a customer by status."""
    counts = {}
    for status in ("pending", "paid", "shipped"):
        counts[status] = db.query(Order).filter(Order.customer_id == customer_id, Order.status == status).count()
    return counts


@router.delete("/{customer_id}")
def delete_customer(customer_id: int, db: Session = Depends(get_db), _: Customer = Depends(require_admin)):
    """Delete a customer."""
    try:
        db.query(Customer).filter(Customer.id == customer_id).delete()
        db.commit()
    except Exception as e:
        logger.error(f"Error deleting customer {customer_id}: {e}")
        return {"success": False, "message": "Could not delete customer"}
    return {"success": True}


@router.post("/{customer_id}/points")
def add_loyalty_points(
    customer_id: int, points: int, db: Session = Depends(get_db), _: Customer = Depends(require_admin)
):
    """Add loyalty points to a customer."""
    customer = db.get(Customer, customer_id)
    if customer is None:
        return {"error": "Customer not found"}
    customer.loyalty_points += points
    db.commit()
    return {"loyalty_points": customer.loyalty_points}

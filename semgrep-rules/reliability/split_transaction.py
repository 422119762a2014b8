import httpx
from fastapi import APIRouter

from app.models import Invoice, Job, Order, OrderItem

router = APIRouter()


@router.post("/orders")
def places(db, items):
    order = Order()
    db.add(order)
    # ruleid: VBE142
    db.commit()
    db.refresh(order)
    invoice = Invoice(order_id=order.id)
    db.add(invoice)
    db.commit()
    return order


@router.post("/orders/batch")
async def places_later(session, items):
    order = Order()
    session.add(order)
    # ruleid: VBE142
    await session.commit()
    for item in items:
        session.add(OrderItem(order_id=order.id, sku=item))
    await session.commit()


@router.post("/orders/{key}/items")
def without_a_name(db, key):
    order = Order(key=key)
    db.session.add(order)
    # ruleid: VBE142
    db.session.commit()
    db.session.add(OrderItem(order_id=order.id))
    db.session.commit()


@router.post("/orders/{key}/signature")
def moves_on(db, key, order):
    sign_for(db, order)
    # ruleid: VBE142
    db.commit()
    result = advance_order(db, key)
    db.commit()
    return result


@router.post("/orders/flushed")
def flushed(db, items):
    order = Order()
    db.add(order)
    db.flush()
    db.add(Invoice(order_id=order.id))
    # ok: VBE142
    db.commit()


@router.post("/jobs")
def tells_how_far(db, job):
    job.status = "running"
    # ok: VBE142
    db.commit()
    db.add(Invoice(job_id=job.id))
    db.commit()


@router.post("/jobs/{key}")
def waits(db, key):
    job = Job(key=key)
    db.add(job)
    # ok: VBE142
    db.commit()
    answer = httpx.post("https://work.example.org", json={"job": job.id})
    db.add(Invoice(text=answer.text))
    db.commit()


@router.post("/jobs/visible")
def says_why(db, job):
    db.add(job)
    # ok: VBE142
    db.commit()  # here, so that the scheduler sees the job
    db.add(Invoice(job_id=job.id))
    db.commit()


@router.post("/login")
def may_leave(db, user):
    db.add(Login(user_id=user.id))
    # ok: VBE142
    db.commit()
    if not user.is_active:
        return None
    db.add(Session(user_id=user.id))
    db.commit()
    return user


@router.put("/orders")
def keeps_a_diary(db, order, user):
    db.add(order)
    # ok: VBE142
    db.commit()
    log_activity(db, user, "order placed")
    db.commit()


@router.get("/orders/{key}")
def reads(db, order):
    db.add(order)
    # ok: VBE142
    db.commit()
    db.refresh(order)
    return order


def no_route(db, order):
    db.add(order)
    # ok: VBE142
    db.commit()
    db.add(Invoice(order_id=order.id))
    db.commit()

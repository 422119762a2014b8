from django.http import JsonResponse
from fastapi import HTTPException
from sqlalchemy import select

from app import models
from app.models import Booking, Tag, User


def by_name(db, data):
    existing = db.query(User).filter(User.email == data.email).first()
    # ruleid: VBE135
    if existing:
        raise HTTPException(status_code=409, detail="taken")
    user = User(email=data.email)
    db.add(user)
    db.commit()
    return user


def asked_in_place(db, data):
    # ruleid: VBE135
    if db.query(models.User).filter(models.User.email == data.email).first():
        raise ValueError("taken")
    user = models.User(email=data.email)
    db.session.add(user)
    db.session.commit()


def flask_sqlalchemy(form):
    # ruleid: VBE135
    if User.query.filter_by(email=form.email.data).first():
        flash("taken")
        return render_template("register.html")
    user = User(email=form.email.data)
    db.session.add(user)
    db.session.commit()


async def two_steps(session, data):
    result = await session.execute(select(Tag).where(Tag.name == data.name))
    found = result.scalar_one_or_none()
    # ruleid: VBE135
    if found is not None:
        raise HTTPException(409)
    session.add(Tag(name=data.name))
    await session.commit()


async def asked_of_the_result(session, data):
    result = await session.execute(select(Tag).where(Tag.name == data.name))
    # ruleid: VBE135
    if result.scalar_one_or_none():
        raise HTTPException(409)
    tag = Tag(name=data.name)
    session.add(tag)
    await session.commit()


def django(request, data):
    # ruleid: VBE135
    if Booking.objects.filter(room=data["room"], day=data["day"]).exists():
        return JsonResponse({"error": "booked"}, status=409)
    booking = Booking.objects.create(room=data["room"], day=data["day"])
    return JsonResponse({"id": booking.pk})


def saved(data):
    already = Booking.objects.filter(room=data["room"]).first()
    # ruleid: VBE135
    if already:
        raise ValueError("booked")
    booking = Booking(room=data["room"])
    booking.save()


async def documents(db, data):
    existing = await db.users.find_one({"email": data.email})
    # ruleid: VBE135
    if existing:
        raise HTTPException(400, "taken")
    await db.users.insert_one({"email": data.email})


def below_try(db, data):
    existing = db.query(User).filter(User.email == data.email).first()
    # ruleid: VBE135
    if existing:
        raise HTTPException(status_code=409)
    try:
        user = User(email=data.email)
        db.add(user)
        db.commit()
    except Exception:
        db.rollback()
        raise


def by_one_name(db, data):
    user = db.query(User).filter(User.email == data.email).first()
    # ruleid: VBE135
    if user:
        raise HTTPException(status_code=409)
    user = User(email=data.email)
    db.add(user)


def checks_only(db, data):
    user = db.query(User).filter(User.email == data.email).first()
    # ok: VBE135
    if user:
        raise HTTPException(status_code=409)


def inserts_only(db, data):
    db.add(User(email=data.email))


def answers_a_violation(db, data):
    existing = db.query(User).filter(User.email == data.email).first()
    # ok: VBE135
    if existing:
        raise HTTPException(status_code=409)
    db.add(User(email=data.email))
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(status_code=409) from None


def locked(db, data):
    db.query(Room).filter(Room.id == data.room).with_for_update().one()
    existing = db.query(Booking).filter(Booking.room == data.room).first()
    # ok: VBE135
    if existing:
        raise ValueError("booked")
    db.add(Booking(room=data.room))


def locked_in_cache(cache, data):
    with cache.lock(data.room):
        # ok: VBE135
        if Booking.objects.filter(room=data.room).exists():
            raise ValueError("booked")
        Booking.objects.create(room=data.room)


def in_one_statement(db, data):
    existing = db.query(User).filter(User.email == data.email).first()
    # ok: VBE135
    if existing:
        raise ValueError("taken")
    db.execute(insert(User).values(email=data.email).on_conflict_do_nothing())


def goes_on_with_it(db, data):
    existing = db.query(Tag).filter(Tag.name == data.name).first()
    # ok: VBE135
    if existing:
        return existing
    tag = Tag(name=data.name)
    db.add(tag)
    return tag


def brings_it_up_to_date(db, data):
    existing = db.query(Tag).filter(Tag.name == data.name).first()
    # ok: VBE135
    if existing:
        existing.colour = data.colour
        return {"updated": True}
    db.add(Tag(name=data.name))
    return {"updated": False}


def batch(db, rows):
    for row in rows:
        existing = db.query(Tag).filter(Tag.name == row.name).first()
        # ok: VBE135
        if existing:
            continue
        db.add(Tag(name=row.name))
    db.commit()


def is_missing(db, data):
    user = db.query(User).filter(User.id == data.user_id).first()
    # ok: VBE135
    if not user:
        raise HTTPException(404)
    db.add(User(parent=user))


def another_table(db, data):
    blocked = db.query(Block).filter(Block.sender == data.sender).first()
    # ok: VBE135
    if blocked:
        raise HTTPException(403)
    db.add(Message(sender=data.sender))


def seed_tags(db):
    # ok: VBE135
    if db.query(Tag).first():
        return "there are tags"
    db.add(Tag(name="new"))


def limit(data, most):
    # ok: VBE135
    if Booking.objects.filter(day=data["day"]).count() >= most:
        raise ValueError("full")
    Booking.objects.create(day=data["day"])

from fastapi import APIRouter
from flask import Blueprint
from rest_framework.decorators import api_view
from rest_framework.views import APIView
from sqlalchemy import delete, text

from app.models import Draft, Order, ReportCache, Tag

router = APIRouter()
bp = Blueprint("orders", __name__)


@bp.delete("/orders")
def clears():
    # ruleid: VBE146
    Order.query.delete()
    # ruleid: VBE146
    db.session.query(Order).delete(synchronize_session=False)
    # ok: VBE146
    Order.query.filter_by(user_id=current_user.id).delete()
    # ok: VBE146
    db.session.query(Order).filter(Order.user_id == current_user.id).delete()
    db.session.commit()
    return "", 204


@router.post("/orders/reset")
async def resets(session, collection, user):
    # ruleid: VBE146
    await session.execute(delete(Order))
    # ruleid: VBE146
    await session.execute(text("DELETE FROM orders"))
    # ruleid: VBE146
    await session.execute(text("truncate table orders cascade;"))
    # ruleid: VBE146
    await collection.delete_many({})
    # ok: VBE146
    await session.execute(delete(Order).where(Order.user_id == user.id))
    # ok: VBE146
    await session.execute(text("DELETE FROM orders WHERE user_id = :user"), {"user": user.id})
    # ok: VBE146
    await collection.delete_many({"user_id": user.id})
    # ok: VBE146
    await session.delete(user)


@api_view(["POST"])
def clears_drafts(request):
    # ruleid: VBE146
    Draft.objects.all().delete()
    # ok: VBE146
    Draft.objects.filter(user=request.user).delete()
    # ok: VBE146
    request.user.drafts.all().delete()


class Drafts(APIView):
    def delete(self, request):
        # ruleid: VBE146
        Draft.objects.all().delete()


@router.put("/tags")
def replaces_all(session, names):
    # ok: VBE146
    session.query(Tag).delete()
    session.add_all([Tag(name=name) for name in names])
    session.commit()


@router.post("/reports/refresh")
def made_again(session):
    # ok: VBE146
    session.query(ReportCache).delete()
    # ok: VBE146
    session.execute(text("DELETE FROM report_cache"))


@router.post("/testing/reset")
def for_tests(session):
    if settings.TESTING:
        # ok: VBE146
        session.query(Order).delete()


def nightly(session):
    # ok: VBE146
    session.query(Draft).delete()

import logging

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.jobs import compute, give_back, handle_failure

logger = logging.getLogger(__name__)


def marks_as_failed(db: Session, job):
    try:
        job.result = compute(job)
        db.commit()
    # ruleid: VBE121
    except Exception as error:
        job.status = "failed"
        job.error = str(error)
        db.commit()


def rolls_back(db: Session, job):
    try:
        job.result = compute(job)
        db.commit()
    # ok: VBE121
    except Exception:
        db.rollback()
        job.status = "failed"
        db.commit()


async def looks_for_the_other(session: AsyncSession, key):
    try:
        session.add(compute(key))
        await session.flush()
    # ruleid: VBE121
    except IntegrityError:
        return await session.execute(key)


async def rolls_back_first(session: AsyncSession, key):
    try:
        session.add(compute(key))
        await session.flush()
    # ok: VBE121
    except IntegrityError:
        await session.rollback()
        return await session.execute(key)


class Service:
    def __init__(self, db: Session):
        self.db = db

    def run(self, job):
        try:
            self.db.add(job)
            self.db.flush()
        # ruleid: VBE121
        except SQLAlchemyError:
            logger.exception("not stored")
            self.db.add(compute(job))
            raise

    def run_and_tell(self, job):
        try:
            self.db.add(job)
            self.db.commit()
        # ok: VBE121
        except SQLAlchemyError:
            logger.exception("not stored")
            raise


def another_session(db: Session, audit_session: Session, job):
    try:
        db.commit()
    # ok: VBE121
    except Exception as error:
        audit_session.add(error)
        audit_session.commit()
        raise


def new_session(db: Session, make_session, job):
    try:
        db.commit()
    # ok: VBE121
    except Exception:
        db.close()
        db = make_session()
        db.add(job)
        db.commit()


def helpers(db: Session, job):
    try:
        db.commit()
    # ok: VBE121
    except Exception:
        handle_failure(db, job)
        db.commit()


def narrow(db: Session, job):
    try:
        job.total = compute(job)
        db.commit()
    # ok: VBE121
    except ValueError:
        job.status = "odd"
        db.commit()


def savepoint(db: Session, rows):
    for row in rows:
        try:
            with db.begin_nested():
                db.add(row)
                db.flush()
        # ok: VBE121
        except IntegrityError:
            db.add(compute(row))


def inner_rolls_back(db: Session, job):
    try:
        try:
            db.commit()
        # ok: VBE121
        except SQLAlchemyError:
            db.rollback()
            raise
    # ok: VBE121
    except Exception:
        job.status = "failed"
        db.commit()


def nothing_written(db: Session, job):
    try:
        job.total = compute(job)
    # ok: VBE121
    except Exception:
        job.status = "failed"
        db.commit()


def savepoint_by_hand(db: Session, row):
    savepoint = db.begin_nested()
    try:
        db.add(row)
        db.flush()
    # ok: VBE121
    except IntegrityError:
        savepoint.rollback()
        db.add(compute(row))
    give_back(db)

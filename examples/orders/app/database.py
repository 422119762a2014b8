"""Database engine and session management."""

import logging

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import declarative_base, sessionmaker

from app.config import settings

logger = logging.getLogger(__name__)

engine = create_engine(settings.database_url, pool_pre_ping=True)
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
Base = declarative_base()


def get_db():
    """Provide a database session for the duration of a request."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def init_db():
    """Create all tables if they do not exist yet."""
    # In production you would use Alembic migrations instead
    Base.metadata.create_all(bind=engine)
    print("✅ Database tables created")


def is_database_up() -> bool:
    """Check whether the database answers."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except OperationalError:
        return False
    return True


def run_in_transaction(work):
    """Run `work` with a session of its own and commit at the end."""
    db = SessionLocal()
    try:
        result = work(db)
        db.commit()
        return result
    except Exception:
        logger.exception("transaction failed, rolling back")
        db.rollback()
        raise
    finally:
        db.close()

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from app.extensions import db
from app.jobs import compute, get_order, give_back, handle_failure

Maker = sessionmaker()


def next_turn(session: Session, rows):
    for row in rows:
        try:
            session.add(row)
            session.commit()
        # ruleid: VBE121
        except IntegrityError:
            continue


def next_turn_rolled_back(session: Session, rows):
    for row in rows:
        try:
            session.add(row)
            session.commit()
        # ok: VBE121
        except IntegrityError:
            session.rollback()
            continue


def session_of_each_turn(rows):
    for row in rows:
        with Maker() as session:
            try:
                session.add(row)
                session.commit()
            # ok: VBE121
            except IntegrityError:
                continue


def made_in_each_turn(rows):
    for row in rows:
        session = Maker()
        try:
            session.add(row)
            session.commit()
        # ok: VBE121
        except IntegrityError:
            print(row)


def behind_the_try(session: Session, row):
    try:
        session.add(row)
        session.commit()
    # ruleid: VBE121
    except SQLAlchemyError as error:
        print(error)
    return session.query(type(row)).count()


def rolled_back_behind_the_try(session: Session, row):
    failure = None
    try:
        session.add(row)
        session.commit()
    # ok: VBE121
    except SQLAlchemyError as error:
        failure = error
    if failure:
        session.rollback()
    return session.query(type(row)).count()


def only_where_it_went_well(session: Session, row):
    failed = False
    try:
        session.commit()
    # ok: VBE121
    except SQLAlchemyError:
        failed = True
    if not failed:
        session.refresh(row)
    return row


def left_on_every_way(session: Session, row):
    try:
        session.commit()
    # ok: VBE121
    except SQLAlchemyError as error:
        if "unique" in str(error):
            return None
        else:
            raise
    return session.query(row).all()


def closed_at_the_end(session: Session, row):
    try:
        session.commit()
    # ok: VBE121
    except SQLAlchemyError:
        print(row)
    finally:
        session.close()


def flask(row):
    try:
        db.session.commit()
    # ruleid: VBE121
    except Exception:
        row.state = "failed"
        db.session.commit()


def bare(session: Session, row):
    try:
        session.flush()
    # ruleid: VBE121
    except:
        row.state = "failed"
        session.commit()


def helpers(session: Session, row):
    try:
        session.flush()
    # ruleid: VBE121
    except IntegrityError:
        return get_order(session, row.key)


def helper_of_this_module(session: Session, row):
    try:
        session.flush()
    # ruleid: VBE121
    except IntegrityError:
        note_failure(session, row)


def note_failure(session, row):
    row.state = "failed"
    session.commit()


def helper_that_rolls_back(session: Session, row):
    try:
        session.flush()
    # ok: VBE121
    except IntegrityError:
        start_over(session)
        session.commit()


def start_over(session):
    session.rollback()


def holder_of_the_session(session: Session, row):
    try:
        session.flush()
    # ok: VBE121
    except IntegrityError:
        handle_failure(row, db=session)
        session.commit()


def whole_block(row):
    try:
        with Maker.begin() as session:
            session.add(row)
            session.flush()
    # ok: VBE121
    except IntegrityError:
        give_back(row)
    with Maker() as session:
        session.add(compute(row))
        session.commit()


def defined_inside(session: Session, row):
    try:
        session.commit()
    # ok: VBE121
    except IntegrityError:
        def later():
            session.commit()

        give_back(later)


def lock_file(path, session_file):
    try:
        session_file.flush()
    # ok: VBE121
    except Exception:
        session_file.flush()

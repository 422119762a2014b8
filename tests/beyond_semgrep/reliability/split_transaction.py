from flask import Flask
from flask.views import MethodView

app = Flask(__name__)


@app.post("/transfer")
def sql(connection, source, target, amount):
    cursor = connection.cursor()
    cursor.execute("UPDATE accounts SET balance = balance - %s WHERE id = %s", (amount, source))
    # ruleid: VBE142
    connection.commit()
    cursor.execute("UPDATE accounts SET balance = balance + %s WHERE id = %s", (amount, target))
    connection.commit()


@app.post("/orders")
def takes_the_money(user, total):
    order = Order(user_id=user.id, total=total)
    db.session.add(order)
    # ruleid: VBE142
    db.session.commit()
    user.credits = user.credits - total
    db.session.commit()


@app.post("/orders/core")
def core(session, order):
    if order.is_new:
        session.execute(insert(Order).values(key=order.key))
        # ruleid: VBE142
        session.commit()
        session.execute(text("UPDATE stock SET reserved = reserved + 1"))
        session.commit()


@app.post("/three")
def three(db):
    db.add(First())
    # ruleid: VBE142
    db.commit()
    db.add(Second())
    # ruleid: VBE142
    db.commit()
    db.add(Third())
    db.commit()


@app.post("/copies")
def two_sessions(db, replica):
    db.add(First())
    # ok: VBE142
    db.commit()
    replica.session.add(First())
    replica.session.commit()


@app.post("/again")
def tries_the_rest(db):
    db.add(First())
    # ok: VBE142
    db.commit()
    try:
        db.add(Second())
    except ValueError:
        app.logger.exception("no second")
    db.commit()


@app.post("/only")
def only_reads_between(db, key):
    db.add(First())
    # ok: VBE142
    db.commit()
    first = db.execute(select(First).where(First.key == key)).scalar_one()
    other = find_other(db, first)
    db.commit()
    return other


@app.post("/mail")
async def tells(db, user):
    db.add(First())
    # ok: VBE142
    await db.commit()
    await mailer.welcome(user)
    db.add(Mail(user))
    await db.commit()


@app.post("/rolled")
def begins_anew(db):
    db.add(First())
    # ok: VBE142
    db.commit()
    db.begin()
    db.add(Second())
    db.commit()


class Till(MethodView):
    def post(this, session, order):
        session.add(order)
        # ok: VBE142
        session.commit()
        this.balance = 0
        session.commit()


@app.post("/settle")
def settle(self, session, order):
    session.add(order)
    # ruleid: VBE142
    session.commit()
    self.balance = 0
    session.commit()

from flask import Flask, request

app = Flask(__name__)


def empty(table):
    # ruleid: VBE146
    db.session.execute(f"DELETE FROM {table}")


@app.post("/restore")
def restore():
    if request.args.get("clear"):
        # ruleid: VBE146
        Order.query.delete()
    for table in ("orders", "drafts"):
        empty(table)
    for row in request.json:
        db.session.add(Order(**row))


@app.delete("/orders")
async def other_mappers():
    # ruleid: VBE146
    await Order.all().delete()
    # ruleid: VBE146
    await Order.delete_all()
    # ruleid: VBE146
    await Order.find_all().delete()
    # ruleid: VBE146
    Order.delete().execute()
    # ruleid: VBE146
    Order.objects.delete()
    # ok: VBE146
    await Order.filter(user=request.user).delete()
    # ok: VBE146
    Order.delete().where(Order.user == request.user).execute()
    # ok: VBE146
    await orders.all().delete()


@app.delete("/drafts")
def built_before():
    statement = delete(Draft)
    # ruleid: VBE146
    db.session.execute(statement)
    limited = delete(Draft)
    limited = limited.where(Draft.user == request.user)
    # ok: VBE146
    db.session.execute(limited)
    # ok: VBE146
    db.session.execute(f"DELETE FROM drafts {condition}")
    # ok: VBE146
    db.session.execute("DELETE FROM drafts USING users WHERE users.id = drafts.user_id")


@app.put("/tags")
def written_anew():
    # ok: VBE146
    connection.execute("DELETE FROM tags")
    for name in request.json:
        connection.execute("INSERT INTO tags (name) VALUES (?)", (name,))


def nobody_calls():
    # ok: VBE146
    Order.query.delete()

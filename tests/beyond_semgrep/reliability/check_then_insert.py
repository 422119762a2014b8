def find_tag(db, name):
    return db.query(Tag).filter(Tag.name == name).first()


def through_a_helper(db, data):
    # ruleid: VBE135
    if find_tag(db, data.name):
        raise ValueError("taken")
    db.add(Tag(name=data.name))


class Tags:
    def __init__(self, session):
        self.session = session

    async def by_name(self, name):
        return await self.session.scalar(select(Tag).where(Tag.name == name))

    async def create(self, data):
        # ruleid: VBE135
        if await self.by_name(data.name):
            raise ValueError("taken")
        tag = Tag.model_validate(data)
        self.session.add(tag)


def sql(connection, name):
    cursor = connection.cursor()
    cursor.execute("SELECT 1 FROM tags WHERE name = %s", (name,))
    # ruleid: VBE135
    if cursor.fetchone():
        raise ValueError("taken")
    cursor.execute("INSERT INTO tags (name) VALUES (%s)", (name,))


def sql_in_one_statement(connection, name):
    row = connection.execute("SELECT 1 FROM tags WHERE name = ?", (name,)).fetchone()
    # ok: VBE135
    if row:
        raise ValueError("taken")
    connection.execute("INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))


def supabase(client, name):
    found = client.table("tags").select("id").eq("name", name).execute()
    # ruleid: VBE135
    if found.data:
        raise ValueError("taken")
    client.table("tags").insert({"name": name}).execute()


def walrus(db, data):
    # ruleid: VBE135
    if (existing := db.query(Tag).filter(Tag.name == data.name).first()) is not None:
        raise ValueError(f"taken: {existing.id}")
    db.add(Tag(name=data.name))


def otherwise(db, data):
    existing = db.query(Tag).filter(Tag.name == data.name).first()
    # ruleid: VBE135
    if existing:
        return {"error": "taken"}
    else:
        db.add(Tag(name=data.name))
        return {"ok": True}


def only_where_asked(db, data):
    if not data.force:
        existing = db.query(Tag).filter(Tag.name == data.name).first()
        # ruleid: VBE135
        if existing:
            raise ValueError("taken")
    db.add(Tag(name=data.name))


def one_or_the_other(db, data):
    if data.is_new:
        # ok: VBE135
        if db.query(Tag).filter(Tag.name == data.name).first():
            raise ValueError("taken")
    else:
        db.add(Tag(name=data.name))


def counted(db, data):
    # ruleid: VBE135
    if db.query(Tag).filter(Tag.name == data.name).count() > 0:
        raise ValueError("taken")
    db.add(Tag(name=data.name))


def part_of_it(db, data):
    existing = db.query(Tag).filter(Tag.name == data.name).first()
    # ok: VBE135
    if existing:
        key = existing.id
        return str(key)
    tag = Tag(name=data.name)
    db.add(tag)
    return tag.id


def asks_no_database(known, db, name):
    # ok: VBE135
    if name in known:
        raise ValueError(Tag)
    db.add(Tag(name=name))


def of_two_kinds(db, data):
    row = Tag(name=data.name)
    if data.label:
        row = Label(name=data.name)
    # ok: VBE135
    if db.query(Tag).filter(Tag.name == data.name).first():
        raise ValueError("taken")
    db.add(row)


def of_the_row_itself(db, data):
    existing = db.query(Tag).filter(Tag.name == data.name).first()
    if existing is not None:
        # ok: VBE135
        if existing.archived_at is not None:
            raise ValueError("archived")
        existing.colour = data.colour
        return existing
    tag = Tag(name=data.name)
    db.add(tag)
    return tag


def done_before(session, start):
    made = set()
    # ok: VBE135
    if session.query(Tag).filter(Tag.start == start).first():
        return made
    tag = Tag(start=start)
    session.add(tag)
    made.add(tag.id)
    return made


def refuses_in_two_ways(session, name):
    existing = session.query(Tag).filter(Tag.name == name).first()
    # ruleid: VBE135
    if existing:
        if existing.is_archived:
            raise ValueError("archived")
        else:
            raise ValueError("taken")
    session.add(Tag(name=name))


def limit_where_there_is_one(data, most):
    taken = Booking.objects.filter(day=data["day"]).count()
    # ok: VBE135
    if most and taken >= most:
        raise ValueError("full")
    Booking.objects.create(day=data["day"])

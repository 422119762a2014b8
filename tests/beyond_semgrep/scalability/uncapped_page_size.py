from fastapi import APIRouter
from flask import request
from pydantic import conint

router = APIRouter()
MAX_PER_PAGE = 50


@router.get("/a")
# ruleid: VBE202
async def positive_only(store, limit: int = 20):
    if limit > 0:
        return await store.find(limit)
    return []


@router.get("/b")
# ok: VBE202
async def constrained(store, limit: conint(le=100) = 20):
    return await store.find(limit)


@router.get("/c/{size}")
# ok: VBE202
async def in_the_path(store, size: int):
    return await store.thumbnail(size)


def flask_list(store):
    # ruleid: VBE202
    limit = int(request.args.get("limit", 20))
    return store.find(limit)


def flask_typed(store):
    # ruleid: VBE202
    per_page = request.args.get("per_page", 20, type=int)
    return store.find(per_page)


def flask_typed_and_bounded(store):
    # ok: VBE202
    per_page = min(request.args.get("per_page", 20, type=int), MAX_PER_PAGE)
    return store.find(per_page)


def django_list(request, store):
    # ruleid: VBE202
    return store.find(int(request.GET.get("page_size", 20)))


def django_bounded(request, store):
    # ok: VBE202
    page_size = int(request.GET.get("page_size", 20))
    if page_size > MAX_PER_PAGE:
        page_size = MAX_PER_PAGE
    return store.find(page_size)


def shirt(request, store):
    # ok: VBE202
    return store.find(int(request.GET.get("size", 20)))


def other_mapping(options, store):
    # ok: VBE202
    return store.find(int(options.get("limit", 20)))


def flask_paginated(orders):
    # ok: VBE202
    per_page = request.args.get("per_page", 20, type=int)
    return orders.paginate(per_page=per_page)

# path: requirements.txt
-r requirements/base.txt
fastapi
celery[redis]>=5
beautifulsoup4==4.12
python-jose
google-cloud-storage
psycopg2-binary

# path: requirements/base.txt
uvicorn
httpx  # the client

# path: app/__init__.py

# path: app/main.py
import json
import tomllib

import httpx
import psycopg2
import redis
import uvicorn
from bs4 import BeautifulSoup
from celery import Celery
from fastapi import FastAPI
from google.cloud import storage
from google.cloud.unheard_of import Client
from jose import jwt
from pydantic import BaseModel
from starlette.responses import Response

import app.helpers
import helpers
from app import helpers as ours

# ruleid: VBE154
import fastapi_magic_ratelimit
# ruleid: VBE154
import openpyxl
# once a module
# ok: VBE154
from openpyxl.styles import Font
# ruleid: VBE154
from sqlalchemy.orm import Session
# ruleid: VBE154
import yaml

try:
    # ok: VBE154
    import orjson
except ImportError:
    orjson = json

if TYPE_CHECKING:
    # ok: VBE154
    from mypy_boto3_s3 import S3Client

# path: app/helpers.py

# path: tests/test_main.py
# ok: VBE154
import pytest

# path: app/paths.py
import sys

sys.path.append("..")
# ok: VBE154
import common

# path: app/single.py
# /// script
# dependencies = ["polars"]
# ///
# ok: VBE154
import polars

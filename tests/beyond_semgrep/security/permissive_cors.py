from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS
from pydantic_settings import BaseSettings

origins = ["*"]


def with_credentials(flask_app):
    app = FastAPI()
    # graver, and another rule's subject
    # ok: VBE351
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
    # ok: VBE351
    CORS(flask_app, supports_credentials=True)


def named():
    app = FastAPI()
    # ruleid: VBE351
    app.add_middleware(CORSMiddleware, allow_origins=origins)


class Settings(BaseSettings):
    # the module allows credentials: the graver rule looks at it
    # ok: VBE351
    cors_origins: list[str] = ["*"]


def passed_on(app, options):
    # ok: VBE351
    CORS(app, **options)
    # ok: VBE351
    app.add_middleware(GZipMiddleware, allow_origins=["*"])

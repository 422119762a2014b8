import os

import socketio
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS
from litestar.config.cors import CORSConfig
from starlette.middleware import Middleware

app = FastAPI()
flask_app = Flask(__name__)

# ruleid: VBE351
app.add_middleware(CORSMiddleware, allow_origins=["*"])
# ruleid: VBE351
app.add_middleware(
    CORSMiddleware,
    allow_origins=["http://localhost:3000", "*"],
    allow_credentials=False,
    allow_methods=["*"],
)
# ruleid: VBE351
middleware = [Middleware(CORSMiddleware, allow_origins=("*",))]
# ruleid: VBE351
wrapped = CORSMiddleware(app, allow_origins=["*"])
# ruleid: VBE351
cors_config = CORSConfig(allow_origins=["*"])
# ruleid: VBE351
app.add_middleware(CORSMiddleware, allow_origin_regex=".*")
# ruleid: VBE351
CORS(flask_app)
# ruleid: VBE351
CORS(flask_app, origins="*")
# ruleid: VBE351
CORS(flask_app, resources={r"/api/*": {"origins": "*"}})
# ruleid: VBE351
sio = socketio.AsyncServer(cors_allowed_origins="*")
# ruleid: VBE351
CORS_ALLOW_ALL_ORIGINS = True
# ruleid: VBE351
cors_origins = os.getenv("ALLOWED_ORIGINS", "*").split(",")

# ok: VBE351
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.org"], allow_methods=["*"], allow_headers=["*"])
# ok: VBE351
app.add_middleware(CORSMiddleware, allow_origins=cors_origins)
# ok: VBE351
CORS(flask_app, origins=["https://app.example.org"])
# ok: VBE351
CORS(flask_app, resources={r"/api/*": {"origins": "https://app.example.org"}})
# ok: VBE351
CORS_ORIGIN_ALLOW_ALL = False
# ok: VBE351
ALLOWED_HOSTS = ["*"]
# ok: VBE351
allowed = os.getenv("ALLOWED_ORIGINS", "https://app.example.org")
DEBUG = os.getenv("DEBUG") == "1"

if DEBUG:
    # ok: VBE351
    app.add_middleware(CORSMiddleware, allow_origins=["*"])

if os.getenv("APP_ENV") == "production":
    # ok: VBE351
    app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.org"])
else:
    # ok: VBE351
    app.add_middleware(CORSMiddleware, allow_origins=["*"])


class DevelopmentConfig:
    # ok: VBE351
    ALLOWED_ORIGINS = ["*"]

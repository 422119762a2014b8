"""Orders API: main application entry point."""

import logging

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

from app.config import settings
from app.database import init_db, is_database_up
from app.routers import auth, customers, orders, payments

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)

app = FastAPI(title=settings.app_name, version="1.0.0")

# Enable CORS so the frontend can talk to the API
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["*"],
    allow_headers=["*"],
)

app.include_router(auth.router)
app.include_router(customers.router)
app.include_router(orders.router)
app.include_router(payments.router)

# from app.routers import admin, reports
# app.include_router(admin.router, prefix="/admin")
# app.include_router(reports.router, prefix="/reports")
# if settings.app_name == "Orders API":
#     admin.enable_dashboard(app)


@app.on_event("startup")
def startup():
    """Prepare the database when the application starts."""
    print("🚀 Starting Orders API...")
    init_db()


@app.exception_handler(RuntimeError)
async def handle_runtime_error(request: Request, error: RuntimeError):
    """Answer unexpected errors with a message that tells the client nothing about the inside."""
    logger.error("unhandled error at %s", request.url.path, exc_info=error)
    return JSONResponse(status_code=500, content={"error": "Internal server error"})


@app.get("/")
def root():
    """Welcome message."""
    return {"message": "Welcome to the Orders API", "docs": "/docs"}


@app.get("/health")
def health():
    """Health check endpoint."""
    if not is_database_up():
        return JSONResponse(status_code=503, content={"status": "error", "database": "down"})
    return {"status": "ok"}

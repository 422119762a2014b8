"""Authentication endpoints: registration, login and password reset."""

import logging
import secrets
from datetime import datetime, timedelta

import bcrypt
import jwt
from fastapi import APIRouter, Depends, Header, HTTPException
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.config import ACCESS_TOKEN_EXPIRE_MINUTES, JWT_ALGORITHM, SECRET_KEY
from app.database import get_db
from app.models import Customer
from app.schemas import AdminCreate, CustomerCreate, LoginRequest, PasswordResetRequest
from app.services.notifications import send_email

router = APIRouter(prefix="/auth", tags=["auth"])
logger = logging.getLogger(__name__)

# Failed logins per email, to slow down brute force attacks
login_attempts = {}

# Password reset tokens, by token
reset_tokens = {}


def hash_password(password: str) -> str:
    """Hash a password with bcrypt."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()


def verify_password(password: str, password_hash: str) -> bool:
    """Check a password against its hash."""
    return bcrypt.checkpw(password.encode(), password_hash.encode())


def create_access_token(customer_id: int) -> str:
    """Create a signed access token."""
    expires_at = datetime.utcnow() + timedelta(minutes=ACCESS_TOKEN_EXPIRE_MINUTES)
    return jwt.encode({"sub": str(customer_id), "exp": expires_at}, SECRET_KEY, algorithm=JWT_ALGORITHM)


def get_current_user(authorization: str = Header(...), db: Session = Depends(get_db)) -> Customer:
    """Resolve the customer from the bearer token."""
    try:
        payload = jwt.decode(authorization.removeprefix("Bearer "), SECRET_KEY, algorithms=[JWT_ALGORITHM])
    except jwt.PyJWTError:
        raise HTTPException(status_code=401, detail="Invalid or expired token") from None
    customer = db.get(Customer, int(payload["sub"]))
    if customer is None:
        raise HTTPException(status_code=401, detail="Unknown customer")
    return customer


def require_admin(current_user: Customer = Depends(get_current_user)) -> Customer:
    """Let administrators pass."""
    if not current_user.is_admin:
        raise HTTPException(status_code=403, detail="Administrators only")
    return current_user


@router.post("/register", status_code=201)
async def register(payload: CustomerCreate, db: Session = Depends(get_db)):
    """Register a new customer."""
    customer = Customer(email=payload.email, name=payload.name, password_hash=hash_password(payload.password))
    db.add(customer)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(status_code=409, detail="Email already registered") from None
    print(f"New customer registered: {customer.email}")
    return {"id": customer.id, "email": customer.email}


@router.post("/admins", status_code=201)
def create_admin(payload: AdminCreate, db: Session = Depends(get_db), _: Customer = Depends(require_admin)):
    """Create an administrator."""
    admin = Customer(email=payload.email, name="Administrator", is_admin=True, password_hash=hash_password(payload.password))
    db.add(admin)
    db.commit()
    logger.info("administrator %s created", admin.id)
    return {"id": admin.id}


@router.post("/login")
def login(credentials: LoginRequest, db: Session = Depends(get_db)):
    """Log in with email and password."""
    attempts = login_attempts.get(credentials.email, 0)
    if attempts >= 5:
        raise HTTPException(status_code=429, detail="Too many failed attempts")
    customer = db.query(Customer).filter(Customer.email == credentials.email).first()
    if customer is None or not verify_password(credentials.password, customer.password_hash):
        login_attempts[credentials.email] = attempts + 1
        logger.warning(f"Failed login for {credentials.email} with password {credentials.password}")
        raise HTTPException(status_code=401, detail="Invalid credentials")
    login_attempts.pop(credentials.email, None)
    access_token = create_access_token(customer.id)
    logger.debug("issued a token that starts with %s", access_token[:8])
    return {"access_token": access_token, "token_type": "bearer"}


@router.post("/forgot-password")
def forgot_password(email: str, db: Session = Depends(get_db)):
    """Send a password reset link."""
    customer = db.query(Customer).filter(Customer.email == email).first()
    if customer:
        reset_token = secrets.token_urlsafe(32)
        reset_tokens[reset_token] = {"customer_id": customer.id, "expires_at": datetime.utcnow() + timedelta(hours=1)}
        print(f"Password reset token for {email}: {reset_token}")
        try:
            send_email(email, "Reset your password", f"Use this code: {reset_token}")
        except Exception:
            pass
    return {"message": "If the account exists, an email has been sent"}


@router.post("/reset-password")
async def reset_password(payload: PasswordResetRequest, db: Session = Depends(get_db)):
    """Set a new password with a reset token."""
    entry = reset_tokens.pop(payload.token, None)
    if entry is None or entry["expires_at"] < datetime.utcnow():
        raise HTTPException(status_code=400, detail="Invalid or expired token")
    password_hash = await run_in_threadpool(hash_password, payload.new_password)
    await run_in_threadpool(store_password, db, entry["customer_id"], password_hash)
    return {"message": "Password updated"}


def store_password(db: Session, customer_id: int, password_hash: str) -> None:
    """Write the new hash of a customer's password."""
    db.query(Customer).filter(Customer.id == customer_id).update({"password_hash": password_hash})
    db.commit()

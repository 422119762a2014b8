"""Emails, text messages and friendly texts for customers."""

import logging
import smtplib
import urllib.request
from email.message import EmailMessage
from urllib.parse import urlencode

from openai import OpenAI

from app.config import settings

logger = logging.getLogger(__name__)


def send_email(to: str, subject: str, body: str) -> None:
    """Send a plain text email."""
    message = EmailMessage()
    message["From"] = "shop@example.com"
    message["To"] = to
    message["Subject"] = subject
    message.set_content(body)
    with smtplib.SMTP(settings.smtp_host, 25, timeout=15) as server:
        server.send_message(message)


def send_order_confirmation(email: str, order_id: int) -> None:
    """Tell the customer that the order has been placed."""
    print(f"📧 Sending confirmation for order {order_id} to {email}")
    send_email(email, f"Your order {order_id}", "Thank you for your order!")


def send_sms(phone: str, text: str) -> bool:
    """Send a text message through the SMS gateway."""
    try:
        query = urlencode({"to": phone, "text": text})
        with urllib.request.urlopen(f"{settings.sms_url}?{query}") as response:
            return response.status == 200
    except Exception as e:
        logger.error(f"SMS could not be sent: {e}")
        return False


def send_delivery_code(phone: str, otp: str) -> None:
    """Send the code that the courier asks for at the door."""
    logger.info("Delivery code for %s: %s", phone, otp)
    send_sms(phone, f"Your delivery code is {otp}")


def write_summary(order) -> str:
    """Let the language model describe an order in one sentence."""
    if not order.items:
        raise ValueError("An empty order cannot be summarized")
    client = OpenAI()
    # This is a simplified version, a real implementation would use a template
    answer = client.chat.completions.create(
        model="gpt-4o-mini",
        max_tokens=120,
        messages=[{"role": "user", "content": f"Describe an order of {len(order.items)} items in one sentence."}],
    )
    return answer.choices[0].message.content


def notify_all(customers, subject: str, body: str) -> int:
    """Send the same email to many customers and count the ones that went out."""
    sent = 0
    for customer in customers:
        try:
            send_email(customer.email, subject, body)
            sent += 1
        except smtplib.SMTPRecipientsRefused:
            logger.warning("the address of customer %s was refused", customer.id)
    return sent

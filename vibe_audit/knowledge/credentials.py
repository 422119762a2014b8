"""Words that tell a credential for another system from the new password of a user. The semgrep pack repeats these expressions."""

from __future__ import annotations

# Beside it stands where the other system is, or how it is talked to: nobody signs up with a port. A user may have a `website`, an
# `email_domain` and an `avatar_url`, and be a host (`is_host`) or a driver.
_OF_A_SYSTEM = r"(?:api|base|broker|connection|database|db|instance|mail|mysql|postgres|proxy|redis|remote|repo|router|server|service)_"
SYSTEM_FIELDS = (
    rf"(?i)(?:{_OF_A_SYSTEM})?(?:host|host_?name|port|ur[il])|"
    r"(?:smtp|imap|pop3?|ldap|s?ftp|ssh|vpn|wifi|mqtt|amqp|rtsp|snmp|proxy|odbc|jdbc)_\w+|dsn|endpoint|server|server_?(?:name|address)|"
    r"bind_dn|base_dn|connection_?(?:string|type)|data_?source|db_?(?:name|type)|database(?:_?(?:name|type))?|ssid|"
    r"(?:use_|verify_|require_)?(?:ssl|tls|starttls)(?:_mode)?"
)

# What is named for the other system holds no new password, whatever stands beside it.
SYSTEM_NAMES = (
    r"Settings|Config|Smtp|SMTP|Imap|IMAP|Ftp|FTP|Ssh|SSH|Ldap|LDAP|Vpn|VPN|Mqtt|MQTT|Rtsp|RTSP|Database|^D[Bb](?=[A-Z])|My[Ss][Qq][Ll]|"
    r"Postgres|Mongo|Redis|Kafka|Rabbit|Email|Mail|Connect|Credential|Server|Integration|Import|Source|Proxy|Certificate|Wifi|Device|"
    r"Camera|Router|Printer|Repository|Registry"
)

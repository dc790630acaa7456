"""X-Twilio-Signature: base64 of HMAC-SHA1 over the URL and the sorted parameters, keyed with the auth token.

Source: https://www.twilio.com/docs/usage/security#validating-requests.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha1
from typing import Final

HEADER: Final = "X-Twilio-Signature"


def sign(url: str, params: Mapping[str, str], auth_token: str) -> str:
    signed = url + "".join(name + params[name] for name in sorted(params))
    return base64.b64encode(hmac.new(auth_token.encode(), signed.encode(), sha1).digest()).decode()

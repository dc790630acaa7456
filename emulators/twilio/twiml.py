"""The answer to an inbound webhook: `<Response><Message>…</Message></Response>`, or nothing."""

from __future__ import annotations

from xml.etree import ElementTree as ET


class TwimlError(Exception):
    """Twilio could not use the answer. `code` is what its debugger would show (12100 parse, 12200 schema)."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


def messages_of(document: str) -> list[str]:
    """The texts to send back, in order. An empty answer or an empty Response sends nothing."""
    if not document.strip():
        return []
    if "<!DOCTYPE" in document or "<!ENTITY" in document:
        raise TwimlError(12100, "a document type is not allowed in TwiML")
    try:
        root = ET.fromstring(document)  # noqa: S314  # no document type, so no entities to expand
    except ET.ParseError as error:
        raise TwimlError(12100, f"Document parse failure: {error}") from error
    if root.tag != "Response":
        raise TwimlError(12200, f"Schema validation warning: the root is {root.tag}, not Response")
    return [text for message in root.findall("Message") if (text := _text_of(message))]


def _text_of(message: ET.Element) -> str:
    body = message.find("Body")
    return ((body if body is not None else message).text or "").strip()

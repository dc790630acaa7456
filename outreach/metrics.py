"""Figures for ``/metrics``."""

from __future__ import annotations

from prometheus_client import Counter

MESSAGES = Counter("forbear_messages_total", "Texts handed to a channel, by what came of it", ["channel", "result"])
INBOUND = Counter("forbear_inbound_total", "Messages from outside, by what they were", ["channel", "result"])
REFUSED = Counter("forbear_refused_requests_total", "Requests refused before anything was done", ["source", "reason"])
FIRES = Counter("forbear_fires_total", "Alarms dealt with, by kind", ["kind"])
DECISIONS = Counter("forbear_gate_decisions_total", "Answers of the gate", ["decision", "rule"])
SECOND_READER = Counter("forbear_second_reader_total", "Texts meant for the second reader, by what came", ["result"])

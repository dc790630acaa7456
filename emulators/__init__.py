"""Stand-ins for the outside world, over real HTTP on loopback.

What is here::

    telegram/   the Bot API under /telegram: long polling, webhooks, keyboards, its errors
    twilio/     Programmable Messaging under /twilio: messages, signed callbacks, its errors
    phones/     a page under /phones where each sample person reads and answers, and a clock
    control     under /control: what a person or a test does that no provider offers

Start it beside a product or inside a test::

    from emulators import EmulatorConfig, start

    with start(EmulatorConfig(sms_webhook_url="http://127.0.0.1:8000/webhooks/twilio/sms")) as running:
        running.telegram_base   # goes into telegram.api_base
        running.twilio_base     # goes into twilio.api_base
        running.remote.text(sender="+12025550143", body="1")

Everything is held in memory, ids come from a seed, and nothing leaves 127.0.0.1 unless a webhook address
says so. The package imports nothing else of this project, so that it can be wrong in its own way only.
"""

from emulators.app import create_app
from emulators.config import EmulatorConfig, Person
from emulators.faults import FaultKind
from emulators.remote import Remote
from emulators.server import Running, start

__all__ = ["EmulatorConfig", "FaultKind", "Person", "Remote", "Running", "create_app", "start"]

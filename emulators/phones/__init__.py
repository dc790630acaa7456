"""The page of phones: each person's SMS, WhatsApp and Telegram, live, to be answered by hand, and the clock.

`view` reads both providers' state into threads, `text` cuts a message into runs with links, `routes` serves them and
the page. The page is plain HTML with its own style sheet and modules, under a strict content security policy.
"""

"""Twilio Programmable Messaging: SMS and WhatsApp by one number (https://www.twilio.com/docs/messaging/api).

`routes` is the REST side, `checks` refuses what the real API refuses, `carrier` carries messages to phones and
reports back by signed callbacks, `inbound` brings a person's text to the product's webhook, `server` holds it all.
"""

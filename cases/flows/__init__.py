"""Conversations, channel-neutral: text understood goes in, what is to be said and what happened come out."""

"""One file per channel, both directions: what comes in is parsed there, what goes out is sent there."""

"""Where sentences begin and end, headlines as sentences, and which sentences can hold an event."""

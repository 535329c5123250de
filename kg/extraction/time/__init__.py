"""When an act happened: time expressions, found and resolved against the day of publication."""

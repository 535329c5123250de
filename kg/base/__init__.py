"""What everything else stands on: errors, dates, identifiers, prefixes, versions."""

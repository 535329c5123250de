"""Whom the words of a text stand for: names, roles, noun phrases, pronouns, speakers."""

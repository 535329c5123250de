"""What of an article is news: paragraphs, boilerplate, captions, datelines, language."""

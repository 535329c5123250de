"""Which of the candidates that rules and tables find are told, and how sure: a small model, trained from gold."""

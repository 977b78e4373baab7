"""Statecraft's own English pipeline: tokenizer, encoder, and the heads that read its vectors."""

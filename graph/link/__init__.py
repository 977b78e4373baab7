"""Linking: which items of a knowledge base on the network the things of a graph are."""

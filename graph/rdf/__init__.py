"""RDF: what an analysis says as quads, quads as files, files as values, and questions to them."""

//! What the generator makes of documents.

//! What the generated client does on the wire.

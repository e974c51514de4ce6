//! Files of small APIs.

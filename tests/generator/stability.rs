//! Names hold still.

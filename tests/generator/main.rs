//! What the generator makes of documents.
//!
//! - `featurebase`: the document of this repository, and the crate that is checked in.
//! - `fixtures`: one small document for each feature, and the files that become of it.
//! - `compiled`: that what becomes of the fixtures is a crate without a warning.
//! - `rejected`: one small document for each mistake, and what is said of it.
//! - `readme`: that the README shows what is generated.
//! - `hostile`: that no document, however broken or ill meant, makes the generator panic or escape.

mod compiled;
mod examples;
mod featurebase;
mod fixtures;
mod hostile;
mod hygiene;
mod readme;
mod rejected;
mod support;

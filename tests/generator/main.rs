//! What the generator makes of documents.
//!
//! - `fixtures`: one small document for each feature, and what it changes.
//! - `findings`: one small document for each finding, what is said of it, and what becomes of it.
//! - `rejected`: one small document for each fault that nothing can be made of, and what is said of it.
//! - `compiled`: that what becomes of all of them compiles without a warning, docs and examples too.
//! - `examples`: which items have an example.
//! - `wire`: that the requests of some of them are right on the wire.
//! - `hostile`: that no document, however broken or ill meant, makes the generator panic or escape.
//!
//! The document of this repository has a target of its own, `featurebase`.

mod compiled;
mod examples;
mod findings;
mod fixtures;
mod hostile;
mod rejected;
mod support;
mod wire;

//! From the document to the IR.
//!
//! Four passes, each complete before the next begins:
//!
//! 1. `survey` follows the operations to everything that they use. Each node is read alone, through `openapiv3`,
//!    and what isn't supported is told here; after it no pass looks at the document again.
//! 2. `classes` finds the schemas that are one type: error bodies of one shape, equal inline schemas.
//! 3. `naming` gathers the candidates of each scope and gives the names.
//! 4. `build` puts the IR together, complete, from the results of the three.
//!
//! Knows nothing of tokens, and nothing of the file system.

mod build;
mod circles;
mod classes;
mod context;
mod endless;
mod naming;
mod operations;
mod parameters;
mod place;
mod responses;
mod schemas;
mod security;
mod servers;
mod survey;

use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use context::Context;

/// The IR of `document`, which [`dialect::check`](crate::dialect::check) finds nothing wrong with; and warnings.
///
/// # Errors
///
/// All that is wrong with the document, and all of what it uses that isn't supported.
pub fn lower(document: &Value, config: &Config) -> Result<(Api, Diagnostics), Diagnostics> {
    let mut cx = Context::new(document, config);
    let survey = survey::survey(&mut cx);
    if cx.diagnostics.has_errors() {
        return Err(cx.diagnostics);
    }
    let classes = classes::find(&cx.schemas);
    let names = naming::assign(&mut cx, &survey, &classes);
    cx.refuse_unused_pins();
    let Some(names) = names.filter(|_| !cx.diagnostics.has_errors()) else { return Err(cx.diagnostics) };
    let api = build::api(&mut cx, survey, &classes, &names);
    Ok((api, cx.diagnostics))
}

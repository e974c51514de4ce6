//! The values that a document itself gives for its schemas.

use serde_json::Value;

use super::schemas::Place;

/// A value that stands in a schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Example<'d> {
    /// The keyword that it stands under.
    pub(crate) keyword: &'static str,
    pub(crate) value: &'d Value,
}

/// The values of `examples`, `default` and `const`; `example` is among `examples` once the document is normalised.
pub(crate) fn examples<'d>(schema: Place<'d>) -> Vec<Example<'d>> {
    let listed = schema.value.get("examples").and_then(Value::as_array).into_iter().flatten();
    let listed = listed.map(|value| Example { keyword: "examples", value });
    let single = ["default", "const"].into_iter().filter_map(|keyword| {
        let value = schema.value.get(keyword)?;
        Some(Example { keyword, value })
    });
    listed.chain(single).collect()
}

//! The styles of parameters.

use super::Reader;
use super::node::Node;
use crate::findings::codes;
use crate::ir::{ParameterLocation, ParameterStyle, StyleName};
use crate::text::excerpt;

impl<'d> Reader<'d, '_> {
    /// How a parameter's `style` and what stands beside it have its values written. A style that its place doesn't have
    /// is told of.
    pub(super) fn style(&mut self, node: &Node<'d>, wire: &str, location: ParameterLocation) -> ParameterStyle {
        let default = default_style(location);
        let name = match node.text("style") {
            None => default,
            Some(written) => style(location, written).unwrap_or_else(|| {
                let message = format!(
                    "`{}` is no style of a parameter in this place; `{}` is sent in the style `{}`",
                    excerpt(written),
                    excerpt(wire),
                    written_name(default)
                );
                let help = "use a style that the specification lists for this place (\"Style Values\")";
                self.tell(codes::PARAMETER_STYLE, node.value_of("style"), message, help);
                default
            }),
        };
        let explode = node.value.get("explode").and_then(serde_json::Value::as_bool);
        ParameterStyle {
            name,
            explode: explode.unwrap_or(matches!(name, StyleName::Form | StyleName::Cookie)),
            allow_reserved: node.flag("allowReserved") && location != ParameterLocation::Header,
            allow_empty: node.flag("allowEmptyValue") && location == ParameterLocation::Query,
        }
    }
}

/// The style of a parameter that doesn't say.
pub(crate) fn default_style(location: ParameterLocation) -> StyleName {
    match location {
        ParameterLocation::Path | ParameterLocation::Header => StyleName::Simple,
        ParameterLocation::Query | ParameterLocation::QueryString | ParameterLocation::Cookie => StyleName::Form,
    }
}

/// The style of this name, if parameters in this place have it.
fn style(location: ParameterLocation, written: &str) -> Option<StyleName> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    match (location, written) {
        (Path | Header, "simple") => Some(StyleName::Simple),
        (Path, "label") => Some(StyleName::Label),
        (Path, "matrix") => Some(StyleName::Matrix),
        (Query | Cookie, "form") => Some(StyleName::Form),
        (Query, "spaceDelimited") => Some(StyleName::SpaceDelimited),
        (Query, "pipeDelimited") => Some(StyleName::PipeDelimited),
        (Query, "deepObject") => Some(StyleName::DeepObject),
        (Cookie, "cookie") => Some(StyleName::Cookie),
        _ => None,
    }
}

/// The name of a style in a document.
pub(crate) fn written_name(style: StyleName) -> &'static str {
    match style {
        StyleName::Simple => "simple",
        StyleName::Label => "label",
        StyleName::Matrix => "matrix",
        StyleName::Form => "form",
        StyleName::SpaceDelimited => "spaceDelimited",
        StyleName::PipeDelimited => "pipeDelimited",
        StyleName::DeepObject => "deepObject",
        StyleName::Cookie => "cookie",
    }
}

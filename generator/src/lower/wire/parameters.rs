//! How parameters are sent.

use super::Cx;
use crate::findings::{Finding, Loosened, codes};
use crate::ir::{EnumRepr, EnumValue, ParameterEncoding, ParameterLocation, ParameterStyle, StyleName};
use crate::lower::kinds::Kind;
use crate::read::{Operation, Parameter, SchemaId, default_style, written_name};
use crate::text::excerpt;

/// What a parameter's values are, as far as styles tell them apart.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Scalar,
    List,
    Object,
    Any,
}

impl<'d> Cx<'_, 'd, '_> {
    /// The schema of a parameter's values, and how they are written. Scalars in their place's own style are plain texts.
    pub(super) fn parameter(&mut self, parameter: &Parameter<'d>) -> (Result<SchemaId, Loosened>, ParameterEncoding) {
        let schema = match parameter.schema {
            Ok(schema) => self.kinds.request(schema),
            Err(loosened) => return (Err(loosened), ParameterEncoding::Text),
        };
        let shape = self.shape(schema);
        let encoding = match parameter.encoding {
            ParameterEncoding::Style(style) => self.styled(parameter, style, shape),
            ParameterEncoding::Form if matches!(shape, Shape::Scalar | Shape::List) => {
                let message = format!(
                    "the whole query `{}` is a form, but no object; it is given as text",
                    excerpt(&parameter.wire)
                );
                let location = parameter.node.value_of("in");
                let help = "give the form a schema of an object";
                let loosened = self.loosen(parameter.entry, codes::QUERY_STRING, location, message, help);
                return (Err(loosened), ParameterEncoding::Text);
            }
            other => other,
        };
        (Ok(schema), encoding)
    }

    fn shape(&self, schema: SchemaId) -> Shape {
        match self.kinds.resolved(schema) {
            Kind::List(_) | Kind::Tuple(_) => Shape::List,
            Kind::Object(_) | Kind::Map(_) | Kind::FreeObject => Shape::Object,
            Kind::Any | Kind::Loose(_) | Kind::Reference(_) | Kind::Union(_) => Shape::Any,
            Kind::Enum(enumeration) if enumeration.repr == EnumRepr::Json => Shape::Any,
            _ => Shape::Scalar,
        }
    }

    fn styled(&mut self, parameter: &Parameter<'d>, style: ParameterStyle, shape: Shape) -> ParameterEncoding {
        self.tell_undefined(parameter, style, shape);
        let is_form = matches!(
            style.name,
            StyleName::Form | StyleName::SpaceDelimited | StyleName::PipeDelimited | StyleName::DeepObject
        );
        let is_own = style.name == default_style(parameter.location)
            || (is_form && parameter.location == ParameterLocation::Query);
        match shape {
            Shape::Scalar if is_own && !style.allow_reserved => ParameterEncoding::Text,
            _ => ParameterEncoding::Style(style),
        }
    }

    /// Tells of a style that OpenAPI doesn't define for the parameter's values.
    fn tell_undefined(&mut self, parameter: &Parameter<'d>, style: ParameterStyle, shape: Shape) {
        let wire = excerpt(&parameter.wire);
        let sent = match (style.name, shape) {
            (_, Shape::Any) => return,
            (StyleName::SpaceDelimited | StyleName::PipeDelimited, Shape::Scalar) => format!("`{wire}=a`"),
            (StyleName::SpaceDelimited | StyleName::PipeDelimited, Shape::List) if style.explode => {
                format!("`{wire}=a&{wire}=b`")
            }
            (StyleName::SpaceDelimited | StyleName::PipeDelimited, Shape::Object) if style.explode => {
                "`a=1&b=2`".to_owned()
            }
            (StyleName::DeepObject, Shape::Scalar) => format!("`{wire}=a`"),
            (StyleName::DeepObject, Shape::List) => format!("`{wire}[]=a&{wire}[]=b`"),
            (StyleName::Form, Shape::List) if style.explode && parameter.location == ParameterLocation::Cookie => {
                format!("`{wire}=a; {wire}=b`")
            }
            (StyleName::Form, Shape::Object) if style.explode && parameter.location == ParameterLocation::Cookie => {
                "`a=1; b=2`".to_owned()
            }
            _ => return,
        };
        let explode = if style.explode { "exploded " } else { "" };
        let what = match shape {
            Shape::Scalar => "a scalar",
            Shape::List => "an array",
            Shape::Object | Shape::Any => "an object",
        };
        let name = written_name(style.name);
        let message = format!("OpenAPI doesn't define the {explode}style `{name}` for {what}; it is sent as {sent}");
        let location = match parameter.node.value.get("style") {
            Some(_) => parameter.node.value_of("style"),
            None => parameter.node.location(),
        };
        let finding = Finding::new(codes::PARAMETER_STYLE, location, message);
        self.findings.push(finding.with_help("say `explode`, or use a style that the specification defines for it"));
    }

    /// Tells of the values of a path parameter that would make another path: the client refuses them, whoever gives them.
    pub(super) fn tell_never_sent(&mut self, operation: &Operation<'d>) {
        for id in &operation.parameters {
            let parameter = &self.spec.parameters[id.0];
            let Ok(schema) = parameter.schema.map(|schema| self.kinds.target(schema)) else { continue };
            let Kind::Enum(enumeration) = self.kinds.get(schema) else { continue };
            let variable = format!("{{{}}}", parameter.wire);
            let is_segment = operation.path.template.split('/').any(|segment| segment == variable);
            let is_never_sent = |value: &&EnumValue| match value {
                EnumValue::String(text) => text.is_empty() || (is_segment && matches!(text.as_str(), "." | "..")),
                EnumValue::Integer(_) | EnumValue::Json(_) => false,
            };
            if parameter.location != ParameterLocation::Path {
                continue;
            }
            for value in enumeration.values().filter(is_never_sent) {
                let value = match value {
                    EnumValue::String(text) if text.is_empty() => "the empty value".to_owned(),
                    EnumValue::String(text) => format!("the value `{text}`"),
                    EnumValue::Integer(integer) => format!("the value `{integer}`"),
                    EnumValue::Json(text) => format!("the value `{text}`"),
                };
                let message = format!("{value} of this path parameter would make another path, and is never sent");
                let location = self.spec.schemas[schema].node.value_of("enum");
                let finding = Finding::new(codes::PATH_VALUE_NEVER_SENT, location, message);
                self.findings.push(finding.with_help("remove it"));
            }
        }
    }
}

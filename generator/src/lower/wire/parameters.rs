//! How parameters are sent.

use super::Cx;
use crate::findings::{Finding, Loosened, codes};
use crate::ir::{EnumRepr, EnumValue, ParameterLocation};
use crate::lower::kinds::Kind;
use crate::read::{Operation, Parameter, SchemaId};
use crate::text::excerpt;

impl<'d> Cx<'_, 'd, '_> {
    /// A parameter's values are scalars; all others are given as text.
    pub(super) fn parameter(&mut self, parameter: &Parameter<'d>) -> Result<SchemaId, Loosened> {
        let schema = parameter.schema?;
        let (code, what) = match self.kinds.resolved(schema) {
            Kind::List(_) | Kind::Tuple(_) => (codes::PARAMETER_STRUCTURED, "is an array"),
            Kind::Object(_) | Kind::Map(_) | Kind::FreeObject => (codes::PARAMETER_STRUCTURED, "is an object"),
            Kind::Any | Kind::Loose(_) | Kind::Reference(_) | Kind::Null | Kind::Union(_) => {
                (codes::PARAMETER_ANY, "has no scalar type")
            }
            Kind::Enum(enumeration) if enumeration.repr == EnumRepr::Json => {
                (codes::PARAMETER_ANY, "has no scalar type")
            }
            _ => return Ok(schema),
        };
        let message = format!("the parameter `{}` {what}; it is given as text", excerpt(&parameter.wire));
        let help = "write the value as the API reads it; a value that is repeated is added with `query`";
        Err(self.loosen(parameter.entry, code, parameter.node.location(), message, help))
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

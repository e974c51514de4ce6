//! Strings and numbers.

use serde_json::Value;

use super::{Cx, Kind};
use crate::findings::codes;
use crate::ir::{TextFormat, Width};
use crate::lower::shapes::Shape;
use crate::read::SchemaId;
use crate::text::excerpt;

impl<'d> Cx<'_, 'd> {
    pub(super) fn string(&mut self, id: SchemaId, shape: &Shape<'d>) -> Kind {
        if shape.is_base64 {
            return Kind::Text(TextFormat::Base64);
        }
        let Some(format) = shape.format else { return Kind::String };
        match text_format(format) {
            Some(format) => Kind::Text(format),
            None => {
                self.tell_format(id, format, "String");
                Kind::String
            }
        }
    }

    pub(super) fn number(&mut self, id: SchemaId, shape: &Shape<'d>) -> Kind {
        if let Some(format) = shape.format.filter(|format| !matches!(*format, "float" | "double")) {
            self.tell_format(id, format, "f64");
        }
        let is_exact = |bound: Option<&Value>| bound.is_none_or(is_exact_in_double);
        if is_exact(shape.bounds.0) && is_exact(shape.bounds.1) { Kind::Double } else { Kind::Number }
    }

    pub(super) fn integer(&mut self, id: SchemaId, shape: &Shape<'d>) -> Kind {
        let width = match shape.format {
            None | Some("int64") => Width::I64,
            Some("int8") => Width::I8,
            Some("int16") => Width::I16,
            Some("int32") => Width::I32,
            Some("uint8") => Width::U8,
            Some("uint16") => Width::U16,
            Some("uint32") => Width::U32,
            Some("uint64") => Width::U64,
            Some(format) => {
                self.tell_format(id, format, "i64");
                Width::I64
            }
        };
        // A document that bounds its numbers means these bounds.
        let holds = |width: Width| {
            let (least, most) = range(width);
            let fits = |bound: &Value| as_integer(bound).is_some_and(|bound| (least..=most).contains(&bound));
            shape.bounds.0.is_none_or(fits) && shape.bounds.1.is_none_or(fits)
        };
        let is_unsigned = shape.bounds.0.and_then(as_integer).is_some_and(|least| least >= 0);
        if holds(width) {
            Kind::Integer(width)
        } else if holds(Width::I64) {
            Kind::Integer(Width::I64)
        } else if is_unsigned && holds(Width::U64) {
            Kind::Integer(Width::U64)
        } else {
            Kind::Number
        }
    }

    fn tell_format(&mut self, id: SchemaId, format: &str, ty: &str) {
        let message = format!("`format: {}` is a plain `{ty}`", excerpt(format));
        let location = self.schema(id).node.key_of("format");
        self.tell(id, codes::FORMAT, location, message, "check the value where its form matters");
    }
}

fn text_format(format: &str) -> Option<TextFormat> {
    Some(match format {
        "date-time" | "datetime" => TextFormat::DateTime,
        "date" => TextFormat::Date,
        "time" => TextFormat::Time,
        "duration" => TextFormat::Duration,
        "uuid" => TextFormat::Uuid,
        "byte" | "base64" | "base64url" => TextFormat::Base64,
        "uri" | "url" | "uri-reference" | "iri" | "iri-reference" => TextFormat::Uri,
        "email" | "idn-email" => TextFormat::Email,
        "ipv4" => TextFormat::Ipv4,
        "ipv6" => TextFormat::Ipv6,
        "decimal" | "decimal128" => TextFormat::Decimal,
        _ => return None,
    })
}

fn range(width: Width) -> (i128, i128) {
    match width {
        Width::I8 => (i8::MIN.into(), i8::MAX.into()),
        Width::I16 => (i16::MIN.into(), i16::MAX.into()),
        Width::I32 => (i32::MIN.into(), i32::MAX.into()),
        Width::I64 => (i64::MIN.into(), i64::MAX.into()),
        Width::U8 => (0, u8::MAX.into()),
        Width::U16 => (0, u16::MAX.into()),
        Width::U32 => (0, u32::MAX.into()),
        Width::U64 => (0, u64::MAX.into()),
    }
}

/// A bound as an integer. One with a fraction bounds integers, too.
fn as_integer(bound: &Value) -> Option<i128> {
    if let Some(integer) = bound.as_i64() {
        return Some(integer.into());
    }
    if let Some(integer) = bound.as_u64() {
        return Some(integer.into());
    }
    let float = bound.as_f64()?;
    match float.abs() < 1e30 {
        // 2^63 and 2^64 are what documents write that can't write the number before them.
        true if float == 9_223_372_036_854_775_808.0 => Some(i64::MAX.into()),
        true if float == 18_446_744_073_709_551_616.0 => Some(u64::MAX.into()),
        true => Some(float as i128),
        false => None,
    }
}

/// Whether numbers up to this bound are what doubles are good for.
fn is_exact_in_double(bound: &Value) -> bool {
    const EXACT: i128 = 9_007_199_254_740_992;
    match bound.as_i64().map(i128::from).or_else(|| bound.as_u64().map(i128::from)) {
        Some(integer) => integer.abs() <= EXACT || integer == i128::from(i64::MAX) || integer == i128::from(i64::MIN),
        None => true,
    }
}

//! JSON that fits a type, for its example.

use super::context::Context;
use crate::ir::TypePath;
use crate::ir::{Body, EnumValue, Field, Type, TypeRef};

/// The longest JSON that an example has, in characters. What is longer tells a reader less than the fields do.
const LONGEST: usize = 600;

/// A value of the type in one line of plain ASCII without `#`, with all its properties if they are few, else with
/// those that it must have; `None` if these are many.
pub(super) fn json(cx: &Context<'_>, ty: &Type) -> Option<String> {
    [Extent::All, Extent::Required].into_iter().find_map(|extent| {
        let mut sample = Sample { cx, extent, within: Vec::new(), text: String::new() };
        sample.named(&ty.path)?;
        Some(sample.text)
    })
}

/// Which properties a sample has.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Extent {
    All,
    Required,
}

struct Sample<'a> {
    cx: &'a Context<'a>,
    extent: Extent,
    /// The types that are being written, from the outermost.
    within: Vec<&'a TypePath>,
    text: String,
}

/// Each method writes a value; `None` where it gets too long, or would never end.
impl<'a> Sample<'a> {
    fn value(&mut self, ty: &'a TypeRef) -> Option<()> {
        match ty {
            TypeRef::String | TypeRef::Any | TypeRef::Bytes => self.push("\"string\""),
            TypeRef::Boolean | TypeRef::True => self.push("true"),
            TypeRef::False => self.push("false"),
            TypeRef::Int32 | TypeRef::Int64 => self.push("1"),
            TypeRef::Double => self.push("0.5"),
            TypeRef::List(items) if items.named().is_some_and(|name| self.within.contains(&name)) => self.push("[]"),
            TypeRef::List(items) => {
                self.push("[")?;
                self.value(items)?;
                self.push("]")
            }
            TypeRef::Named(name) | TypeRef::Boxed(name) => self.named(name),
        }
    }

    fn named(&mut self, name: &'a TypePath) -> Option<()> {
        if self.within.contains(&name) {
            return None;
        }
        match &self.cx.ty(name)?.body {
            Body::Alias(ty) => self.value(ty),
            Body::Enum(enumeration) => match &enumeration.variants.first()?.value {
                EnumValue::String(text) => self.string(text),
                EnumValue::Integer(integer) => self.push(&integer.to_string()),
            },
            Body::Struct(fields) => {
                self.within.push(name);
                let written = self.object(fields);
                self.within.pop();
                written
            }
        }
    }

    fn object(&mut self, fields: &'a [Field]) -> Option<()> {
        self.push("{")?;
        let shown: Vec<_> = fields.iter().filter(|field| self.is_shown(field)).collect();
        for (index, field) in shown.into_iter().enumerate() {
            if index > 0 {
                self.push(",")?;
            }
            self.string(&field.wire)?;
            self.push(":")?;
            self.value(&field.ty)?;
        }
        self.push("}")
    }

    fn is_shown(&self, field: &Field) -> bool {
        let is_within = |name| self.within.contains(&name);
        field.required || (self.extent == Extent::All && !field.ty.named().is_some_and(is_within))
    }

    /// A JSON string (RFC 8259, section 7), of which everything is escaped that could mean something around it.
    fn string(&mut self, text: &str) -> Option<()> {
        self.push("\"")?;
        for unit in text.encode_utf16() {
            match u8::try_from(unit).map(char::from) {
                Ok(plain @ (' '..='~')) if !matches!(plain, '"' | '\\' | '#' | '`') => {
                    self.push(plain.encode_utf8(&mut [0; 4]))?;
                }
                _ => self.push(&format!("\\u{unit:04x}"))?,
            }
        }
        self.push("\"")
    }

    fn push(&mut self, text: &str) -> Option<()> {
        self.text.push_str(text);
        (self.text.len() <= LONGEST).then_some(())
    }
}

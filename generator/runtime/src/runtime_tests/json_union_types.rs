//! Unions and enums that the tests of unions read.

use std::cell::Cell;

use serde_json::Value;

use super::sample::SampleVersion;
use crate::runtime::json::{self, Decode, Encode, Error, Reader, True, Writer};

#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    pub kind: String,
    pub radius: f64,
}

json::object!(Circle {
    kind: required "kind",
    radius: required "radius",
});

#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    pub kind: String,
    pub side: i64,
    pub label: Option<String>,
}

json::object!(Square {
    kind: required "kind",
    side: required "side",
    label: optional "label",
});

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    Circle(Circle),
    Square(Box<Square>),
    Text(String),
    Other(Value),
}

json::union!(Shape on "kind" {
    Circle(Circle): [object] tags ["circle", "round"] requires ["radius"],
    Square(Box<Square>): [object] tags ["square", "4", "true"] requires ["side"],
    Text(String): [string] tags [] requires [],
} from { Circle(Circle), Square(Square), Text(String), Text(&str) });

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Quality {
    Half,
    One,
    Yes,
    Auto,
    Custom,
    Other(json::UnknownValue<Value>),
}

json::open_enum!(Quality: Value {
    Half = "0.5",
    One = "1",
    Yes = "true",
    Auto = "\"auto\"",
    Custom = "{\"a\":[1,null]}",
});

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    V,
}

json::closed_enum!(Version: Value { V = "1.5" });

#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    pub id: i64,
}

json::object!(Plain { id: required "id" });

#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub id: i64,
    pub name: String,
}

json::object!(Named {
    id: required "id",
    name: required "name",
});

#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub id: i64,
    pub size: Option<i64>,
    pub unit: Option<Option<String>>,
}

json::object!(Measured {
    id: required "id",
    size: optional "size",
    unit: optional "unit",
});

#[derive(Debug, Clone, PartialEq)]
pub struct Versioned {
    pub id: i64,
    pub version: SampleVersion,
    pub part: Option<Box<Thing>>,
}

json::object!(Versioned {
    id: required "id",
    version: required "version",
    part: optional "part",
});

/// Told apart by their members, and by trial.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Thing {
    Plain(Plain),
    Named(Named),
    Measured(Measured),
    Versioned(Versioned),
    Other(Value),
}

json::union!(Thing {
    Plain(Plain): [object] tags [] requires ["id"],
    Named(Named): [object] tags [] requires ["id", "name"],
    Measured(Measured): [object] tags [] requires ["id"],
    Versioned(Versioned): [object] tags [] requires ["id", "version"],
});

#[derive(Debug, Clone, PartialEq)]
pub struct Flagged {
    pub flag: bool,
    pub id: Option<String>,
}

json::object!(Flagged {
    flag: required "flag",
    id: optional "id",
});

/// A union with a union as its branch.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Outer {
    Thing(Thing),
    Flagged(Flagged),
    Things(Vec<Thing>),
    Other(Value),
}

json::union!(Outer {
    Thing(Thing): [object] tags [] requires [],
    Flagged(Flagged): [object] tags [] requires ["flag"],
    Things(Vec<Thing>): [array] tags [] requires [],
});

/// All kinds of values.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    Small(i32),
    Large(i64),
    Ratio(f64),
    Yes(True),
    Flag(bool),
    Version(SampleVersion),
    Text(String),
    Numbers(Vec<i64>),
    Pair((i64, String)),
    Other(Value),
}

json::union!(Scalar {
    Small(i32): [integer] tags [] requires [],
    Large(i64): [integer] tags [] requires [],
    Ratio(f64): [integer fraction] tags [] requires [],
    Yes(True): [boolean] tags [] requires [],
    Flag(bool): [boolean] tags [] requires [],
    Version(SampleVersion): [string] tags [] requires [],
    Text(String): [string] tags [] requires [],
    Numbers(Vec<i64>): [array] tags [] requires [],
    Pair((i64, String)): [array] tags [] requires [],
} from { Version(SampleVersion) });

/// One branch of each kind.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Single {
    Number(i32),
    Ratio(f64),
    Numbers(Vec<i64>),
    Plain(Plain),
    Other(Value),
}

json::union!(Single {
    Number(i32): [integer] tags [] requires [],
    Ratio(f64): [fraction] tags [] requires [],
    Numbers(Vec<i64>): [array] tags [] requires [],
    Plain(Plain): [object] tags [] requires ["id"],
});

/// No branch at all.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Nothing {
    Other(Value),
}

json::union!(Nothing {});

/// A union that is a branch of its own, which says nothing.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Endless {
    Again(Box<Endless>),
    Plain(Plain),
    Other(Value),
}

json::union!(Endless {
    Again(Box<Endless>): [object] tags [] requires [],
    Plain(Plain): [object] tags [] requires [],
});

thread_local! {
    /// How many numbers were read.
    pub static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// A number that counts how often it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted(pub i64);

impl Decode for Counted {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        COUNT.set(COUNT.get() + 1);
        i64::decode(reader).map(Self)
    }
}

impl Encode for Counted {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        self.0.encode(writer)
    }
}

/// What differs is behind what they share.
macro_rules! operator {
    ($name:ident { $field:ident $literal:literal }) => {
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            pub n: Counted,
            pub x: Option<Box<Expression>>,
            pub y: Option<Box<Tagged>>,
            pub $field: True,
        }

        json::object!($name {
            n: required "n",
            x: optional "x",
            y: optional "y",
            $field: required $literal,
        });
    };
}

operator!(Add { add "add" });
operator!(Subtract { subtract "subtract" });
operator!(Multiply { multiply "multiply" });

/// Unions within unions, that only the last member tells apart.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Expression {
    Add(Add),
    Subtract(Subtract),
    Multiply(Multiply),
    Other(Value),
}

json::union!(Expression {
    Add(Add): [object] tags [] requires [],
    Subtract(Subtract): [object] tags [] requires [],
    Multiply(Multiply): [object] tags [] requires [],
});

/// The same, where a tag names a branch that the value doesn't fit.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Tagged {
    Add(Add),
    Subtract(Subtract),
    Multiply(Multiply),
    Other(Value),
}

json::union!(Tagged on "tag" {
    Add(Add): [object] tags ["+"] requires [],
    Subtract(Subtract): [object] tags ["-"] requires [],
    Multiply(Multiply): [object] tags ["*"] requires [],
});

//! A small type for each thing that the IR can say of types.

use super::{api, config, field, files_of, ident, literal, named, path, structure, ty, value};
use crate::ir::{
    Additional, Api, Body, Branch, Constraint, EnumRepr, EnumValue, Enumeration, Field, JsonKind, Struct, TextFormat,
    Type, TypeRef, Union, Variant, Width,
};
use crate::names::Case;
use crate::surface::surface;

fn list(items: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(items))
}

fn map(values: TypeRef) -> TypeRef {
    TypeRef::Map(Box::new(values))
}

fn nullable(ty: TypeRef) -> TypeRef {
    TypeRef::Nullable(Box::new(ty))
}

fn required(wire: &str, ty: TypeRef) -> Field {
    Field { required: true, ..field(wire, ty) }
}

fn requested(fields: Vec<Field>) -> Body {
    Body::Struct(Struct { fields, in_requests: true, ..Struct::default() })
}

fn other_members(name: &str, ty: TypeRef) -> Additional {
    Additional { name: value(name), ty, description: None }
}

fn root(name: &str, body: Body) -> Type {
    ty(&format!("types::thing::{name}"), true, body)
}

fn thing(name: &str) -> TypeRef {
    named(&format!("types::thing::{name}"))
}

fn branch(name: &str, ty: TypeRef, kinds: &[JsonKind]) -> Branch {
    Branch {
        name: ident(Case::Variant, name),
        ty,
        tags: Vec::new(),
        kinds: kinds.to_vec(),
        required: Vec::new(),
        description: None,
    }
}

fn tagged(name: &str, ty: TypeRef, tags: &[&str]) -> Branch {
    Branch { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..branch(name, ty, &[JsonKind::Object]) }
}

fn open(text: &str) -> Body {
    let Body::Enum(of) = literal(text) else { return literal(text) };
    Body::Enum(Enumeration { open: true, ..of })
}

/// The file of these types, and their lines of the surface.
fn rendered(types: Vec<Type>) -> String {
    let api = Api { types, resources: Vec::new(), ..api() };
    let file = files_of(&api, &config("")).remove("src/types/thing.rs").unwrap_or_default();
    let file = file.split_once("\n\n").map_or(file.as_str(), |(_, after)| after);
    let surface = surface(&api, &config("")).replace("types::", "");
    format!("{file}\n{surface}")
}

#[test]
fn values_of_every_kind() {
    let types = [
        ("string", TypeRef::String),
        ("boolean", TypeRef::Boolean),
        ("null", TypeRef::Null),
        ("date", TypeRef::Text(TextFormat::Date)),
        ("small", TypeRef::Integer(Width::U8)),
        ("double", TypeRef::Double),
        ("number", TypeRef::Number),
        ("any", TypeRef::Any),
        ("object", TypeRef::Object),
        ("pair", TypeRef::Tuple(vec![TypeRef::String, TypeRef::Number])),
        ("one", TypeRef::Tuple(vec![TypeRef::True])),
        ("map", map(list(TypeRef::Text(TextFormat::Uuid)))),
        ("nullable", nullable(TypeRef::String)),
    ];
    let mut fields: Vec<_> = types.iter().map(|(name, ty)| field(name, ty.clone())).collect();
    fields.push(required("must_be_there", nullable(thing("Text"))));
    insta::assert_snapshot!(rendered(vec![
        root("Thing", structure(fields)),
        root("Text", Body::Alias(TypeRef::String)),
    ]));
}

#[test]
fn docs_of_fields_have_constraints_and_defaults() {
    let with = |wire: &str, constraints: Vec<Constraint>| Field { constraints, ..field(wire, TypeRef::Any) };
    let number = |text: &str| text.to_owned();
    let mut fields = vec![
        with("name", vec![Constraint::Length(Some(1), Some(100)), Constraint::Pattern("^[`a]".to_owned())]),
        with("code", vec![Constraint::Length(Some(2), Some(2))]),
        with("tags", vec![Constraint::Items(None, Some(50)), Constraint::UniqueItems]),
        with("one", vec![Constraint::Items(Some(1), None)]),
        with("limit", vec![Constraint::AtLeast(number("1"), false), Constraint::AtMost(number("10"), true)]),
        with("rate", vec![Constraint::AtLeast(number("-1.5"), false), Constraint::AtMost(number("1e3"), false)]),
        with("more", vec![Constraint::AtLeast(number("0"), true), Constraint::MultipleOf(number("0.5"))]),
        with("most", vec![Constraint::AtMost(number("9"), false)]),
        with("extra", vec![Constraint::Properties(Some(0), Some(3))]),
        with("nothing", vec![Constraint::Length(Some(0), None)]),
    ];
    fields[0].description = Some("What it is *called*.".to_owned());
    fields[0].default = Some("\"x\"".to_owned());
    fields[0].deprecated = true;
    fields[1].default = Some(format!("\"{}\"", "x".repeat(200)));
    insta::assert_snapshot!(rendered(vec![root("Thing", structure(fields))]));
}

#[test]
fn constructors_take_what_is_required() {
    let kind = root("Kind", literal("dog"));
    let fields = vec![
        required("id", TypeRef::String),
        required("kind", thing("Kind")),
        required("flag", TypeRef::True),
        required("names", list(TypeRef::String)),
        required("sizes", map(TypeRef::Integer(Width::I64))),
        required("texts", map(TypeRef::Any)),
        required("free", TypeRef::Object),
        required("parent", nullable(TypeRef::Boxed(path("types::thing::Thing")).clone())),
        field("note", TypeRef::String),
    ];
    let fewer = fields.iter().filter(|field| field.wire != "free").cloned().collect();
    insta::assert_snapshot!(rendered(vec![
        root(
            "Thing",
            Body::Struct(Struct {
                fields: fewer,
                additional: Some(other_members("other", TypeRef::Object)),
                ..Struct::default()
            })
        ),
        kind,
    ]));
}

#[test]
fn many_required_fields_are_a_struct() {
    let names = ["a", "b", "c", "d", "e", "f", "new"];
    let fields = || names.map(|name| required(name, TypeRef::Double)).to_vec();
    let taken = root("OtherRequired", Body::Alias(TypeRef::String));
    insta::assert_snapshot!(rendered(vec![
        root("Thing", structure(fields())),
        root("Other", structure(fields())),
        taken,
    ]));
}

#[test]
fn types_in_requests_have_setters() {
    let mut old = field("old", TypeRef::Boolean);
    old.deprecated = true;
    let fields = vec![
        required("id", TypeRef::String),
        field("new", TypeRef::String),
        field("default", nullable(TypeRef::Integer(Width::I32))),
        field("color", thing("Color")),
        field("shape", TypeRef::Boxed(path("types::thing::Shape"))),
        field("thing", TypeRef::Boxed(path("types::thing::Thing"))),
        field("labels", list(thing("Shape"))),
        field("things", list(thing("Thing"))),
        field("aliased", thing("Names")),
        old,
    ];
    let additional = Some(other_members("additional", map(TypeRef::String)));
    insta::assert_snapshot!(rendered(vec![
        root("Thing", Body::Struct(Struct { fields, additional, in_requests: true, ..Struct::default() })),
        root("Empty", requested(vec![field("with_new", TypeRef::Double), field("new", TypeRef::Double)])),
        root("Color", open("red")),
        root("Names", Body::Alias(list(TypeRef::String))),
        root(
            "Shape",
            Body::Union(Union { tag: None, branches: vec![branch("text", TypeRef::String, &[JsonKind::String])] })
        ),
    ]));
}

#[test]
fn unions_tell_how_a_value_finds_its_branch() {
    let mut square = tagged("square", TypeRef::Boxed(path("types::thing::Square")), &["square"]);
    square.description = Some("Four sides.".to_owned());
    square.required = vec!["side".to_owned(), "x\"".to_owned()];
    let by_tag = Union {
        tag: Some("kind".to_owned()),
        branches: vec![tagged("circle", thing("Circle"), &["circle", "round"]), square],
    };
    let numbers = &[JsonKind::Integer, JsonKind::Fraction];
    let by_kind = Union {
        tag: None,
        branches: vec![
            branch("text", TypeRef::String, &[JsonKind::String]),
            branch("number", TypeRef::Double, numbers),
            branch("itself", list(thing("ByKind")), &[JsonKind::Array]),
            branch("circle", thing("Circle"), &[JsonKind::Object]),
        ],
    };
    let by_trial = Union {
        tag: None,
        branches: vec![
            branch("circle", thing("Circle"), &[JsonKind::Object]),
            branch("another name", thing("Round"), &[JsonKind::Object]),
            branch("square", thing("Square"), &[JsonKind::Object]),
            branch("itself", TypeRef::Boxed(path("types::thing::ByTrial")), &[JsonKind::Object]),
        ],
    };
    let texts = Union {
        tag: None,
        branches: vec![
            branch("date", TypeRef::Text(TextFormat::Date), &[JsonKind::String]),
            branch("text", TypeRef::String, &[JsonKind::String]),
        ],
    };
    insta::assert_snapshot!(rendered(vec![
        root("ByTag", Body::Union(by_tag)),
        root("ByKind", Body::Union(by_kind)),
        root("ByTrial", Body::Union(by_trial)),
        root("Texts", Body::Union(texts)),
        root("Circle", structure(vec![])),
        root("Square", structure(vec![])),
        root("Round", Body::Alias(thing("Circle"))),
    ]));
}

#[test]
fn enums_of_any_json() {
    let variant = |name: &str, json: &str, description: Option<&str>| Variant {
        name: ident(Case::Variant, name),
        value: EnumValue::Json(json.to_owned()),
        description: description.map(str::to_owned),
    };
    let variants = vec![variant("half", "0.5", Some("A *half*.")), variant("yes", "true", None)];
    let of = |open: bool| Body::Enum(Enumeration { repr: EnumRepr::Json, open, variants: variants.clone() });
    insta::assert_snapshot!(rendered(vec![root("Open", of(true)), root("Closed", of(false))]));
}

#[test]
fn what_holds_itself_is_a_wrapper() {
    insta::assert_snapshot!(rendered(vec![
        root("Tree", Body::Wrapper(list(thing("Tree")))),
        root("Graph", Body::Wrapper(map(list(thing("Graph"))))),
    ]));
}

#[test]
fn a_struct_converts_into_its_parents() {
    let base = vec![required("id", thing("Id")), field("name", TypeRef::String)];
    let mut fields = base.clone();
    fields[0].ty = TypeRef::String;
    fields.push(field("meows", TypeRef::Boolean));
    let parents = ["Base", "Alias", "Stranger", "Cat"].map(|name| path(&format!("types::thing::{name}"))).to_vec();
    insta::assert_snapshot!(rendered(vec![
        root("Cat", Body::Struct(Struct { fields, parents, ..Struct::default() })),
        root("Base", structure(base)),
        root("Alias", Body::Alias(thing("Base"))),
        root("Id", Body::Alias(TypeRef::String)),
        root("Stranger", structure(vec![field("id", TypeRef::String)])),
    ]));
}

#[test]
fn formats_are_at_the_root_where_they_are_used() {
    let root_of = |ty: TypeRef| {
        let api = Api { types: vec![root("Thing", structure(vec![field("a", list(ty))]))], ..api() };
        files_of(&api, &config("")).remove("src/lib.rs").unwrap_or_default()
    };
    assert!(root_of(TypeRef::Text(TextFormat::Date)).contains("pub use runtime::formats;"));
    assert!(!root_of(TypeRef::String).contains("formats"));
}

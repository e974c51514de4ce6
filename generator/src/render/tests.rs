//! The files of a small API that is put together by hand.

mod types;

use std::collections::BTreeMap;
use std::convert::Infallible;

use super::{Contents, for_each_file};
use crate::config::Config;
use crate::format;
use crate::ir::{
    Answer, AnswerBody, AnswerFormat, Api, Body, BodyContent, BodyFormat, EnumRepr, EnumValue, Enumeration, Failure,
    Field, ModulePath, Operation, Parameter, ParameterEncoding, ParameterLocation, RequestBody, Resource, Status,
    Struct, Success, Type, TypePath, TypeRef, Variant,
};
use crate::names::{Case, Ident, words};
use crate::source::{FileId, Source};
use crate::surface::surface;

fn ident(case: Case, text: &str) -> Ident {
    case.ident(&words(text)).expect("it is a name")
}

fn value(text: &str) -> Ident {
    ident(Case::Value, text)
}

fn module(path: &str) -> ModulePath {
    ModulePath(path.split("::").map(|name| ident(Case::Module, name)).collect())
}

fn path(text: &str) -> TypePath {
    let (of, name) = text.rsplit_once("::").expect("it has a module");
    TypePath { module: module(of), name: ident(Case::Type, name) }
}

fn named(text: &str) -> TypeRef {
    TypeRef::Named(path(text))
}

fn ty(text: &str, is_root: bool, body: Body) -> Type {
    let path = path(text);
    let pointer = format!("/components/schemas/{}", path.name);
    Type {
        path,
        is_root,
        pointer,
        is_derived: false,
        title: None,
        description: None,
        deprecated: false,
        example: None,
        body,
    }
}

fn field(wire: &str, ty: TypeRef) -> Field {
    Field {
        wire: wire.to_owned(),
        name: value(wire),
        ty,
        required: false,
        description: None,
        deprecated: false,
        constraints: Vec::new(),
        default: None,
    }
}

fn structure(fields: Vec<Field>) -> Body {
    Body::Struct(Struct { fields, ..Struct::default() })
}

fn literal(text: &str) -> Body {
    let variants = vec![Variant {
        name: ident(Case::Variant, text),
        value: EnumValue::String(text.to_owned()),
        description: None,
    }];
    Body::Enum(Enumeration { repr: EnumRepr::String, open: false, variants })
}

fn parameter(wire: &str, location: ParameterLocation, required: bool, ty: TypeRef) -> Parameter {
    Parameter {
        wire: wire.to_owned(),
        name: value(wire),
        location,
        required,
        ty,
        encoding: ParameterEncoding::Text,
        description: None,
        deprecated: false,
        example: None,
    }
}

fn operation(method: &str, name: &str, success: Option<TypeRef>) -> Operation {
    let named = |ending: &str| ident(Case::Type, &format!("pet {name} {ending}"));
    Operation {
        operation_id: None,
        pointer: String::new(),
        http_method: method.to_owned(),
        path: "/pets".to_owned(),
        query: Vec::new(),
        dotted: format!("pets.{name}"),
        method: value(name),
        module: module("resources::pets"),
        request_type: named(""),
        operation_type: named("operation"),
        params_type: None,
        error_type: named("error"),
        summary: None,
        description: None,
        deprecated: false,
        idempotent: false,
        idempotency_header: None,
        parameters: Vec::new(),
        body: None,
        security: Vec::new(),
        servers: Vec::new(),
        pagination: None,
        success: Success { answers: vec![answer(Status::Class(2), success)], accept: None, enum_type: None },
        failures: Vec::new(),
        headers: Vec::new(),
        untyped: Vec::new(),
    }
}

fn answer(status: Status, ty: Option<TypeRef>) -> Answer {
    let body = ty.map(|ty| AnswerBody {
        format: if ty == TypeRef::Bytes { AnswerFormat::Bytes } else { AnswerFormat::Json },
        ty,
    });
    Answer { status, variant: None, body, description: String::new() }
}

fn body(required: bool, content_type: &str, ty: TypeRef) -> Option<RequestBody> {
    let media_type = content_type.to_owned();
    let format = if ty == TypeRef::Upload { BodyFormat::Bytes } else { BodyFormat::Json };
    let variant = ident(Case::Variant, "json");
    let contents = vec![BodyContent { media_type, variant, ty: ty.clone(), format }];
    Some(RequestBody { name: value("body"), required, ty, stream_member: None, contents, description: None })
}

fn failure(status: Status, variant: &str, ty: Option<TypeRef>, description: &str) -> Failure {
    Failure { status, variant: ident(Case::Variant, variant), ty, description: description.to_owned() }
}

fn types() -> Vec<Type> {
    let owner = ty("types::pet::PetOwner", false, structure(vec![field("weight", TypeRef::Double)]));
    let mut pet = ty(
        "types::pet::Pet",
        true,
        structure(vec![
            field("owners", TypeRef::List(Box::new(named("types::pet::PetOwner")))),
            field("request", named("types::request::Request")),
            field("parent", TypeRef::Boxed(path("types::pet::Pet"))),
            field("tags", TypeRef::Any),
            field("kind", named("types::kind::Kind")),
            field("otherKind", named("resources::pets::Kind")),
        ]),
    );
    pet.title = Some("A *pet*".to_owned());
    pet.example =
        Some(r#"{"tags": ["```", "\u202e"], "owners": [{"weight": 1}], "parent": {"tags": null}}"#.to_owned());
    vec![
        ty("resources::pets::Kind", false, literal("cat")),
        ty("types::kind::Kind", true, literal("dog")),
        ty("types::parameters::Order", false, literal("asc")),
        pet,
        owner,
        ty("types::pets::Pets", true, Body::Alias(TypeRef::List(Box::new(named("types::pet::Pet"))))),
        ty("types::request::Request", true, literal("r")),
    ]
}

fn list() -> Operation {
    let mut list = operation("GET", "list", Some(named("types::pets::Pets")));
    list.params_type = Some(ident(Case::Type, "pet list params"));
    list.parameters = vec![
        parameter("order", ParameterLocation::Query, false, named("types::parameters::Order")),
        parameter("session", ParameterLocation::Cookie, false, TypeRef::String),
        parameter("rest", ParameterLocation::QueryString, false, TypeRef::String),
        parameter("kind", ParameterLocation::Header, true, named("resources::pets::Kind")),
        parameter("other_kind", ParameterLocation::Query, true, named("types::kind::Kind")),
    ];
    list.failures = vec![
        failure(Status::Code(404), "not found", Some(TypeRef::Any), "Not Found"),
        failure(Status::Class(5), "server error", Some(TypeRef::Bytes), "- It\n- broke"),
        failure(Status::Default, "default", Some(named("types::request::Request")), "All else."),
    ];
    list
}

fn operations() -> Vec<Operation> {
    let mut create = operation("POST", "create", Some(TypeRef::Any));
    create.body = body(true, "application/json", TypeRef::Any);
    let mut image = operation("QUERY", "image", Some(TypeRef::Bytes));
    image.success.accept = Some("image/png".to_owned());
    image.body = body(false, "image/*", TypeRef::Upload);
    image.params_type = Some(ident(Case::Type, "pet image params"));
    let mut replace = operation("PUT", "replace", None);
    replace.body = body(true, "application/json", named("types::pet::Pet"));
    let pets = TypeRef::List(Box::new(named("types::pet::Pet")));
    replace.failures = vec![
        failure(Status::Code(404), "not found", Some(named("types::pets::Pets")), ""),
        failure(Status::Code(409), "conflict", None, ""),
        failure(Status::Class(5), "server error", Some(pets), ""),
    ];
    vec![list(), create, image, replace]
}

fn resource(name: &str, operations: Vec<Operation>, children: Vec<Resource>) -> Resource {
    Resource {
        wire: name.to_owned(),
        accessor: value(name),
        module: ident(Case::Module, name),
        type_name: ident(Case::Type, name),
        description: Some("Pets | and more.".to_owned()),
        operations,
        children,
    }
}

fn api() -> Api {
    let mut below = operation("GET", "json", Some(TypeRef::True));
    below.module = module("resources::pets::json");
    let json = resource("json", vec![below], Vec::new());
    Api {
        title: "Pets".to_owned(),
        version: "1".to_owned(),
        description: None,
        base_url: Some("http://localhost".to_owned()),
        servers: crate::ir::Servers::default(),
        credentials: Vec::new(),
        credential_required: false,
        shared_parameters: Vec::new(),
        headers: Vec::new(),
        resources: vec![resource("pets", operations(), vec![json])],
        types: types(),
        schemas: Vec::new(),
    }
}

fn config(package: &str) -> Config {
    let text = format!("[crate]\nname = \"pets\"\n{package}");
    let source = Source { name: "specwright.toml".to_owned(), text };
    Config::parse(&source, FileId::DOCUMENT).expect("it can be used")
}

/// The files, but for the runtime's.
fn files(config: &Config) -> BTreeMap<String, String> {
    files_of(&api(), config)
}

fn files_of(api: &Api, config: &Config) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let Ok(()) = for_each_file::<Infallible>(api, config, "The report.\n", &mut |path, contents| {
        let text = match contents {
            Contents::Text(text) => text,
            Contents::Rust(tokens) => format::rust(tokens).expect("it is Rust"),
        };
        files.insert(path, text);
        Ok(())
    });
    files
}

#[test]
fn the_file_of_a_resource() {
    insta::assert_snapshot!(files(&config(""))["src/resources/pets/mod.rs"]);
}

#[test]
fn the_file_of_a_schema() {
    insta::assert_snapshot!(files(&config(""))["src/types/pet.rs"]);
}

#[test]
fn the_module_of_types() {
    let files = files(&config(""));
    insta::assert_snapshot!(files["src/types/mod.rs"]);
    insta::assert_snapshot!(files["src/types/pets.rs"]);
}

#[test]
fn the_root_of_the_crate() {
    insta::assert_snapshot!(files(&config(""))["src/lib.rs"]);
    let short = files(&config("short-paths = true"));
    let exports: Vec<_> = short["src/lib.rs"].split("pub mod types;").skip(1).collect();
    insta::assert_snapshot!(exports.concat());
}

#[test]
fn the_surface() {
    insta::assert_snapshot!(surface(&api(), &config("")));
}

#[test]
fn the_guide_shows_the_operation_that_the_configuration_names() {
    assert!(files(&config(""))["src/guide.rs"].contains("client.pets().json().json()"));
    let named = files(&config("example = 'pets.replace'"));
    assert!(named["src/guide.rs"].contains("client.pets().replace(body)"));
    assert!(named["README.md"].contains("async fn example(body: pets::types::Pet)"));
    assert!(named["src/guide.rs"].contains("Some(pets::resources::pets::PetReplaceError::NotFound(body)) => "));
    assert!(named["src/guide.rs"].contains("other.envelope()"));
    assert!(files(&config("example = 'pets.create'"))["src/guide.rs"].contains("PetCreateError::Other(_)"));
}

#[test]
fn examples_ask_for_a_server_of_http() {
    let clear = Api { base_url: Some("http://api.example.com".to_owned()), ..api() };
    let files = files_of(&clear, &config(""));
    assert!(files["README.md"].contains("pets::Client::builder().allow_http(true).from_env().build()?"));
    assert!(files["README.md"].contains("`http://api.example.com` by default, which needs `allow_http(true)`"));
    let guide = &files["src/guide.rs"];
    assert!(
        guide.contains("pets::blocking::Client::builder().allow_http(true).from_env().build_blocking()?"),
        "{guide}"
    );
    assert!(guide.contains("Client::builder().allow_http(true).transport(&server)"), "{guide}");
    assert!(files["src/client.rs"].contains("The document's own base URL begins with `http://`, which is refused"));
    for url in ["http://127.0.0.1:8080", "http://[::1]", "http://api.localhost", "https://api.example.com"] {
        let local = Api { base_url: Some(url.to_owned()), ..api() };
        assert!(!files_of(&local, &config(""))["README.md"].contains("allow_http"), "{url}");
    }
}

#[test]
fn the_guide_tests_a_success_of_each_kind() {
    let guide = |name: &str, success: Option<TypeRef>| {
        let mut pets = operation("GET", "get", success);
        pets.success.answers.iter_mut().for_each(|answer| answer.status = Status::Code(203));
        let mut api = Api { resources: vec![resource("pets", vec![pets], Vec::new())], ..api() };
        let size = Field { required: true, ..field("size", TypeRef::Double) };
        let toy = Field { required: true, ..field("name", TypeRef::String) };
        api.types.push(ty("types::toy::Toy", true, structure(vec![toy, size])));
        let guide = files_of(&api, &config("")).remove("src/guide.rs").unwrap_or_default();
        let reply = guide.lines().find(|line| line.contains("server.reply(")).map(str::to_owned);
        format!("{name}: {}", reply.unwrap_or_default())
    };
    let list = TypeRef::List(Box::new(TypeRef::Double));
    insta::assert_snapshot!(
        [
            guide("nothing", None),
            guide("bytes", Some(TypeRef::Bytes)),
            guide("any JSON", Some(TypeRef::Any)),
            guide("a string", Some(TypeRef::String)),
            guide("a list", Some(list)),
            guide("a literal", Some(named("types::kind::Kind"))),
            guide("an alias", Some(named("types::pets::Pets"))),
            guide("an example that is no plain text", Some(named("types::pet::Pet"))),
            guide("an object", Some(named("types::pet::PetOwner"))),
            guide("an object that requires something", Some(named("types::toy::Toy"))),
        ]
        .join("\n")
    );
}

#[test]
fn texts_of_others_are_files() {
    let mut config = config("");
    let texts = [("LICENSE-MIT", "Do what you want.\n"), ("../x", ""), ("README.md", ""), (".x", ""), ("src", "")];
    config.license_texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let files = files(&config);
    assert_eq!(files["LICENSE-MIT"], "Do what you want.\n");
    assert_eq!(files["REPORT.md"], "The report.\n");
    assert!(files["README.md"].starts_with("# pets\n"));
    assert!(!files.contains_key("../x") && !files.contains_key(".x") && !files.contains_key("src"));
}

#[test]
fn no_file_is_rendered_after_an_error() {
    let mut seen = 0;
    let mut sink = |_: String, _: Contents| {
        seen += 1;
        if seen == 2 { Err(()) } else { Ok(()) }
    };
    assert_eq!(for_each_file(&api(), &config(""), "", &mut sink), Err(()));
    assert_eq!(seen, 2);
}

#[test]
fn types_are_serialised_as_text() {
    let list = TypeRef::List(Box::new(TypeRef::Boxed(path("types::pet::Pet"))));
    assert_eq!(serde_yaml::to_string(&list).expect("YAML"), "list of boxed types::pet::Pet\n");
    assert!(serde_yaml::to_string(&api()).is_ok());
}

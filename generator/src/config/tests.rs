//! Configurations, and what is wrong with them.

use super::*;
use crate::report::{Terminal, terminal};
use crate::source::{Role, Source, Sources};

fn read(text: &str) -> Result<Config, String> {
    let mut sources = Sources::new();
    let file = sources.add(Role::Config, Source { name: "specwright.toml".to_owned(), text: text.to_owned() });
    Config::parse(sources.get(file), file).map_err(|findings| terminal(&findings, &sources, &Terminal::default()))
}

fn good(text: &str) -> Config {
    read(text).unwrap_or_else(|shown| panic!("{shown}"))
}

/// What is said of a configuration, without its lines.
fn messages(text: &str) -> String {
    let Err(shown) = read(text) else { return "fine".to_owned() };
    let told = shown.lines().filter(|line| line.contains("]: ") || line.contains("= help") || line.contains("-->"));
    told.map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_least_is_a_name() {
    let config = good("[crate]\nname = \"my-api\"");
    assert_eq!((config.env_prefix().as_str(), config.user_agent()), ("MY_API", "my-api"));
    assert_eq!(config.package.version, "0.1.0");
    assert!(!config.strict && !config.schemas.prune && config.operations.is_empty());
    let renamed = config.rename("other").map(|config| config.env_prefix());
    assert_eq!(renamed.as_deref(), Ok("OTHER"));
    assert!(Config::for_crate("a b").is_err_and(|error| error.to_string().contains("no crate name")));
}

#[test]
fn all_keys_are_read() {
    let config = good(
        r#"
document = "api.yaml"
output = "../generated"
overlays = ["a.yaml", "b.yaml"]
strict = true
[crate]
name = "a"
version = "1.2.3-rc.1+build"
description = "One"
license = "MIT"
repository = "https://example.com"
keywords = ["k"]
categories = ["c"]
workspace-member = true
short-paths = true
example = "a.b"
license-files = ["LICENSE"]
[client]
env-prefix = "A_B"
user-agent = "a-b"
base-url = "https://a.b"
attempt-header = "X-Attempt"
idempotency-keys = true
shared-parameters = ["X-V", "v"]
credentials = { z = "key", a = "token" }
[schemas]
prune = true
[names]
"/z" = "Z"
"/a" = "A"
"#,
    );
    assert_eq!(config.overlays, [PathBuf::from("a.yaml"), PathBuf::from("b.yaml")]);
    assert!(config.strict && config.schemas.prune && config.client.idempotency_keys && config.package.short_paths);
    let names: Vec<_> = config.names.keys().chain(config.client.credentials.keys()).map(String::as_str).collect();
    assert_eq!(names, ["/z", "/a", "z", "a"], "in the order of the text");
    assert_eq!(config.package.license_files, [PathBuf::from("LICENSE")]);
    assert_eq!(config.client.shared_parameters, Some(vec!["X-V".to_owned(), "v".to_owned()]));
    assert_eq!(
        good("[crate]\nname = 'a'\n[client]\nshared-parameters = []").client.shared_parameters,
        Some(Vec::new())
    );
    assert_eq!(good("[crate]\nname = 'a'").client.shared_parameters, None);
}

#[test]
fn all_that_is_wrong_is_told_at_once_with_its_place() {
    let text = "\
strct = true
overlays = \"a.yaml\"
[crate]
nam = 'a'
version = 1.0
keywords = ['a', 2]
[client]
user-agent = 'a b'
credentials = []
[schemas]
prune = 'yes'
[nonsense]
";
    let Err(shown) = read(text) else { panic!("much of it is wrong") };
    insta::assert_snapshot!(shown, @r#"
    error[SW0701]: there is no key `strct`
     --> specwright.toml:1:1
      |
    1 | strct = true
      | ^^^^^
      = help: did you mean `strict`?

    error[SW0701]: `overlays` is a string, where an array of strings is expected
     --> specwright.toml:2:12
      |
    2 | overlays = "a.yaml"
      |            ^^^^^^^^
      = help: write it as `[".."]`

    error[SW0701]: the crate has no name
     --> specwright.toml:3:2
      |
    3 | [crate]
      |  ^^^^^
      = help: write `name = "my-api"` under `[crate]`

    error[SW0701]: there is no key `nam` under `[crate]`
     --> specwright.toml:4:1
      |
    4 | nam = 'a'
      | ^^^
      = help: did you mean `name`?

    error[SW0701]: `version` is a float, where a string is expected
     --> specwright.toml:5:11
      |
    5 | version = 1.0
      |           ^^^
      = help: put it in quotes

    error[SW0701]: this item of `keywords` is an integer, where a string is expected
     --> specwright.toml:6:18
      |
    6 | keywords = ['a', 2]
      |                  ^
      = help: put it in quotes

    error[SW0701]: `a b` is no product name for a `User-Agent` (RFC 9110, section 10.1.5)
     --> specwright.toml:8:14
      |
    8 | user-agent = 'a b'
      |              ^^^^^
      = help: use letters, digits, `-`, `.` and `_`, and no version

    error[SW0701]: `credentials` is an array, where a table is expected
     --> specwright.toml:9:15
      |
    9 | credentials = []
      |               ^^
      = help: write a table: `[client.credentials]`, and its keys in the lines after it

    error[SW0701]: `prune` is a string, where a boolean is expected
      --> specwright.toml:11:9
       |
    11 | prune = 'yes'
       |         ^^^^^
       = help: write `true` or `false`

    error[SW0701]: there is no key `nonsense`
      --> specwright.toml:12:2
       |
    12 | [nonsense]
       |  ^^^^^^^^
       = help: it may be one of `document`, `output`, `overlays`, `strict`, `crate`, `client`, `operations`, `pagination`, `schemas`, `names`

    10 errors in specwright.toml
    "#);
}

#[test]
fn nothing_of_it_can_leave_its_place_in_the_output() {
    let texts = [
        "[crate]\nname = 'a\"b'",
        "[crate]\nname = 'a'\nversion = \"1.0\"",
        "[crate]\nname = 'a'\nversion = \"1.0.0\\\"\"",
        "[crate]\nname = 'a'\ndescription = \"a\\nb\"\nlicense = \"\\u202e\"",
        "[crate]\nname = 'a'\n[client]\nenv-prefix = 'a b'",
        "[crate]\nname = 'a'\n[client]\nuser-agent = \"a\\nb\"\nattempt-header = ''",
        "[crate]\nname = 'a'\n[client.credentials]\na = 'B'",
        "[crate]\nname = 'a'\n[names]\n'x' = 'B'",
    ];
    insta::assert_snapshot!(texts.map(messages).join("\n\n"), @r#"
    error[SW0701]: `a"b` is no crate name
    --> specwright.toml:2:8
    = help: use lower case letters, digits, and single `-` or `_` between them, a letter first

    error[SW0701]: `1.0` is no version: unexpected end of input while parsing minor version number
    --> specwright.toml:3:11
    = help: write three numbers, such as `0.1.0`

    error[SW0701]: `1.0.0"` is no version: unexpected character '"' after patch version number
    --> specwright.toml:3:11
    = help: write three numbers, such as `0.1.0`

    error[SW0701]: `description` has a character that isn't text, or more than one line
    --> specwright.toml:3:15
    = help: write it in one line, without control characters
    error[SW0701]: `license` has a character that isn't text, or more than one line
    --> specwright.toml:4:11
    = help: write it in one line, without control characters

    error[SW0701]: `a b` can't begin an environment variable
    --> specwright.toml:4:14
    = help: use capitals, digits and `_`, a capital first

    error[SW0701]: `a\u{a}b` is no product name for a `User-Agent` (RFC 9110, section 10.1.5)
    --> specwright.toml:4:14
    = help: use letters, digits, `-`, `.` and `_`, and no version
    error[SW0701]: `` is no name of a header
    --> specwright.toml:5:18
    = help: use letters, digits and `-`

    error[SW0701]: `B` can't name a credential
    --> specwright.toml:4:5
    = help: use small letters, digits and `_`

    error[SW0701]: `x` is no JSON pointer
    --> specwright.toml:4:1
    = help: it begins with `/`, and `~1` stands for a `/` in a name
    "#);
}

#[test]
fn syntax_errors_are_told_alone() {
    insta::assert_snapshot!(messages("[crate\nname = 'a'\nx = = 1\n"), @r#"
    error[SW0701]: this is not TOML: unclosed table, expected `]`
    --> specwright.toml:1:7
    = help: see https://toml.io
    error[SW0701]: this is not TOML: extra `=`, expected nothing
    --> specwright.toml:3:5
    = help: see https://toml.io
    error[SW0701]: this is not TOML: unexpected key or value, expected newline, `#`
    --> specwright.toml:3:7
    = help: see https://toml.io
    "#);
    assert!(messages("[crate]\nname = 'a'\nname = 'b'").contains("duplicate key"));
}

#[test]
fn one_thing_is_said_of_one_place() {
    let told = messages("[crate]\nname = 1");
    assert!(told.starts_with("error[SW0701]: `name` is an integer") && !told.contains("no crate name"), "{told}");
}

fn selection(text: &str) -> Selection {
    good(&format!("[crate]\nname = 'a'\n[operations]\n{text}")).operations
}

fn selects(selection: &Selection, id: Option<&str>, tags: &[&str], path: &str) -> bool {
    selection.selects(id, tags, path, &mut vec![false; selection.len()])
}

#[test]
fn all_operations_are_selected_unless_some_are() {
    let all = selection("");
    assert!(selects(&all, None, &[], "/a"));

    let some = selection("include = [{ id = 'users.*' }, { tag = 'Con*' }, { path = '/v2/**' }]");
    assert!(selects(&some, Some("users.contacts.get"), &[], "/x"));
    assert!(selects(&some, None, &["Other", "Contacts"], "/x"));
    assert!(selects(&some, None, &[], "/v2/contacts/{id}"));
    assert!(!selects(&some, Some("posts.get"), &["Posts"], "/v1/contacts"));

    let but = selection("exclude = [{ path = '/v2/*' }]");
    assert!(!selects(&but, None, &[], "/v2/a"));
    assert!(selects(&but, None, &[], "/v2/a/b"), "a star ends at a slash");

    let both = selection("include = [{ tag = 'A' }]\nexclude = [{ id = 'secret' }]");
    assert!(selects(&both, Some("open"), &["A"], "/"));
    assert!(!selects(&both, Some("secret"), &["A"], "/"));
    assert!(!selects(&both, Some("open"), &["B"], "/"));
}

#[test]
fn patterns_that_match_nothing_are_known_by_their_places() {
    let text = "[crate]\nname = 'a'\n[operations]\ninclude = [{ id = 'x' }, { id = 'y' }]\nexclude = [{ tag = 'z' }]";
    let selection = good(text).operations;
    let mut matched = vec![false; selection.len()];
    selection.selects(Some("y"), &[], "/", &mut matched);
    let places: Vec<_> = selection.unmatched(&matched).into_iter().map(|location| location.place).collect();
    let shown: Vec<_> = places.iter().map(|place| at(text, place)).collect();
    assert_eq!(shown, ["'x'", "'z'"]);
}

#[test]
fn what_selects_nothing_is_wrong() {
    let texts = [
        "include = 'a'",
        "include = ['a']",
        "include = [{ id = 'a', tag = 'b' }]",
        "include = [{ method = 'a' }]",
        "include = [{ id = 1 }]",
        "exclude = [{ path = '/a/**b' }]",
        "only = []",
    ];
    let told = texts.map(|text| messages(&format!("[crate]\nname = 'a'\n[operations]\n{text}")));
    insta::assert_snapshot!(told.join("\n"), @r#"
    error[SW0701]: `include` is a string, where an array of tables is expected
    --> specwright.toml:4:11
    = help: write one of `{ id = ".." }`, `{ tag = ".." }` and `{ path = ".." }`
    error[SW0701]: this selects nothing
    --> specwright.toml:4:12
    = help: write one of `{ id = ".." }`, `{ tag = ".." }` and `{ path = ".." }`
    error[SW0701]: this selects nothing
    --> specwright.toml:4:12
    = help: write one of `{ id = ".." }`, `{ tag = ".." }` and `{ path = ".." }`
    error[SW0701]: operations can't be selected by `method`
    --> specwright.toml:4:14
    = help: write one of `{ id = ".." }`, `{ tag = ".." }` and `{ path = ".." }`
    error[SW0701]: a pattern is a string
    --> specwright.toml:4:19
    = help: write one of `{ id = ".." }`, `{ tag = ".." }` and `{ path = ".." }`
    error[SW0701]: `/a/**b` is no pattern: recursive wildcards must form a single path component
    --> specwright.toml:4:21
    = help: write `[*]` for a `*` itself, and `[[]` for a `[`
    error[SW0701]: there is no key `only` under `[operations]`
    --> specwright.toml:4:1
    = help: it may be one of `include`, `exclude`, `idempotent`
    "#);
}

fn at<'t>(text: &'t str, place: &crate::source::Place) -> &'t str {
    match place {
        crate::source::Place::Text { start, end } => text.get(*start..*end).unwrap_or("nowhere"),
        _ => "the file",
    }
}

#[test]
fn places_are_known_for_faults_that_are_found_later() {
    let text = "[crate]\nname = 'a'\n[client]\nbase-url = 'x'\nshared-parameters = ['v', 'w']\n[client.credentials]\nkey = 'k'\n[names]\n'/a' = 'B'\n";
    let config = good(text);
    let value = |path: &[&str]| at(text, &config.location_of(path).place);
    assert_eq!(value(&["client", "base-url"]), "'x'");
    assert_eq!(value(&["client", "credentials", "key"]), "'k'");
    assert_eq!(value(&["client", "shared-parameters", "1"]), "'w'");
    assert_eq!(value(&["client", "missing"]), "client");
    assert_eq!(value(&["missing"]), "the file");
    assert_eq!(at(text, &config.name_location("/a").place), "'/a' = 'B'");
    assert_eq!(at(text, &config.name_location("/missing").place), "names");
}

#[test]
fn pages_are_said_of_operations() {
    let config = good(
        "[crate]\nname = \"a\"\n[pagination]\nexclude = [{ tag = \"T\" }]\nfollow = [{ id = \"list\", cursor = \"c\", next = \"a.b\" }]",
    );
    let [follow] = config.pagination.follow.as_slice() else { panic!("one") };
    assert_eq!(
        (follow.id.as_str(), follow.cursor.as_deref(), follow.next.as_deref()),
        ("list", Some("c"), Some("a.b"))
    );
    assert_eq!((config.pagination.recognise.len(), follow.items.as_deref()), (1, None));
    for (wrong, message) in [
        ("3", "an array of tables"),
        ("[3]", "this says of no operation how its pages are followed"),
        ("[{ cursor = \"c\" }]", "this says of no operation how its pages are followed"),
        ("[{ id = \"a\", cursor = 3 }]", "this is no string"),
        ("[{ id = \"a\", curser = \"c\" }]", "there is no key `curser` here"),
    ] {
        let shown = messages(&format!("[crate]\nname = \"a\"\n[pagination]\nfollow = {wrong}"));
        assert!(shown.contains(message), "{wrong}: {shown}");
    }
}

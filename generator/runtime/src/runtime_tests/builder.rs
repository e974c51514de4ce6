use std::env::VarError;
use std::ffi::OsString;
use std::time::Duration;

use super::sample::{API, API_KEY, OPEN, SECOND_KEY, builder};
use crate::runtime::{Api, Client, ClientBuilder, ErrorKind};

static WITHOUT_BASE_URL: Api = Api { servers: &[], credential_required: false, ..OPEN };

type Variables = &'static [(&'static str, &'static str)];

fn lookup(variables: Variables) -> impl Fn(&str) -> Result<String, VarError> {
    move |name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
    }
}

fn from(variables: Variables) -> Result<Client, String> {
    ClientBuilder::new(&API).with_variables(lookup(variables)).build().map_err(|error| error.to_string())
}

fn message(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.attempts(), 0);
    error.to_string()
}

#[test]
fn the_environment_gives_key_and_base_url() {
    let client = from(&[("SAMPLE_API_KEY", "key"), ("SAMPLE_BASE_URL", "http://localhost:1/p")]).unwrap();
    assert_eq!(client.config().base_url.as_str(), "http://localhost:1/p");
    assert!(client.config().source_of(&API_KEY).is_some());
    assert!(client.config().source_of(&SECOND_KEY).is_none());
}

#[test]
fn what_is_set_wins_over_the_environment() {
    let client = builder("https://set.example.com")
        .with_variables(lookup(&[("SAMPLE_API_KEY", ""), ("SAMPLE_BASE_URL", "nonsense")]))
        .build()
        .unwrap();
    assert_eq!(client.config().base_url.as_str(), "https://set.example.com/");
    let client = ClientBuilder::new(&API)
        .with_variables(lookup(&[("SAMPLE_API_KEY", ""), ("SAMPLE_BASE_URL", "nonsense")]))
        .credential(&API_KEY, "key")
        .base_url("https://set.example.com")
        .build();
    assert!(client.is_ok());
}

#[test]
fn errors_of_the_environment_name_the_variable() {
    assert_eq!(
        from(&[("SAMPLE_API_KEY", "key"), ("SAMPLE_BASE_URL", "")]).unwrap_err(),
        "SAMPLE_BASE_URL must not be empty"
    );
    let unreadable = |name: &str| match name {
        "SAMPLE_API_KEY" => Err(VarError::NotUnicode(OsString::from("k"))),
        _ => Err(VarError::NotPresent),
    };
    let builder = ClientBuilder::new(&API).with_variables(unreadable);
    assert_eq!(message(builder), "SAMPLE_API_KEY is not Unicode");
    for (key, rule) in [("", "must not be empty"), ("hunter\n2", "must be visible ASCII characters")] {
        let variables = move |name: &str| match name {
            "SAMPLE_API_KEY" => Ok(key.to_owned()),
            _ => Err(VarError::NotPresent),
        };
        let builder = ClientBuilder::new(&API).with_variables(variables);
        assert_eq!(message(builder), format!("SAMPLE_API_KEY {rule}"));
    }
}

#[test]
fn a_setting_that_is_replaced_can_be_as_wrong_as_it_likes() {
    let unreadable = |_: &str| Err(VarError::NotUnicode(OsString::from("k")));
    let set = |builder: ClientBuilder| builder.base_url("https://set.example.com").credential(&API_KEY, "key");
    let second = |builder: ClientBuilder| builder.credential(&SECOND_KEY, "key");
    assert!(second(set(ClientBuilder::new(&API).with_variables(unreadable))).build().is_ok());
    assert!(second(set(ClientBuilder::new(&API))).with_variables(unreadable).build().is_ok());
    let builder = set(second(ClientBuilder::new(&API).with_variables(unreadable)).base_url("nonsense"));
    assert!(builder.build().is_ok());
    // Of what nothing has replaced it is an error.
    assert_eq!(message(set(ClientBuilder::new(&API)).with_variables(unreadable)), "SAMPLE_SECOND_KEY is not Unicode");
    assert_eq!(message(ClientBuilder::new(&API).with_variables(unreadable)), "SAMPLE_BASE_URL is not Unicode");
}

#[test]
fn a_missing_credential_names_method_and_variable() {
    let expected = "no credential: call `api_key` of the client's builder, or set SAMPLE_API_KEY";
    assert_eq!(from(&[]).unwrap_err(), expected);
    assert_eq!(message(ClientBuilder::new(&API)), expected);
}

#[test]
fn a_header_of_the_callers_can_be_the_credential() {
    let client = ClientBuilder::new(&API).header("Authorization", "Bearer mine").build();
    assert!(client.is_ok());
}

#[test]
fn an_unusable_credential_is_refused_and_not_shown() {
    for (key, rule) in [
        ("", "must not be empty"),
        ("  ", "must not be empty"),
        ("hunter\n2", "must be visible ASCII characters"),
        ("hunter\u{7F}2", "must be visible ASCII characters"),
        ("hüntér2", "must be visible ASCII characters"),
        (" hunter2", "must not begin or end with a space"),
        ("hunter2 ", "must not begin or end with a space"),
    ] {
        let message = message(ClientBuilder::new(&API).credential(&API_KEY, key));
        assert_eq!(message, format!("the credential `api_key` {rule}"));
    }
}

#[test]
fn without_any_base_url_the_error_tells_how_to_set_one() {
    assert_eq!(
        message(ClientBuilder::new(&WITHOUT_BASE_URL)),
        "no base URL: call `base_url` of the client's builder, or set OPEN_BASE_URL"
    );
}

#[test]
fn no_credential_is_asked_for_where_none_is_required() {
    let client = ClientBuilder::new(&WITHOUT_BASE_URL).base_url("http://localhost").build();
    assert!(client.is_ok());
}

#[test]
fn headers_are_checked_without_showing_their_values() {
    for (name, value, expected) in [
        ("X-A", "hunter\r\n2", "invalid argument `X-A`: must be visible ASCII characters"),
        ("X-A", "hunter2 ", "invalid argument `X-A`: must not begin or end with a space"),
        ("a b", "x", "invalid argument `header`: must have a name that is one word, like `X-Request-Id`"),
        ("", "x", "invalid argument `header`: must have a name that is one word, like `X-Request-Id`"),
        (
            "Authorization: Bearer hunter2",
            "",
            "invalid argument `header`: must have a name that is one word, like `X-Request-Id`",
        ),
        (
            "hunter2==",
            "Authorization",
            "invalid argument `header`: must have a name that is one word, like `X-Request-Id`",
        ),
        ("Host", "x", "invalid argument `Host`: is a header that only the client can set"),
    ] {
        let message = message(builder("http://localhost").header(name, value));
        assert_eq!(message, expected);
    }
}

#[test]
fn settings_reach_the_client() {
    let client = builder("http://localhost")
        .timeout(Duration::from_secs(1))
        .deadline(Duration::from_secs(2))
        .max_retries(3)
        .max_retry_after(Duration::from_secs(4))
        .body_limit(5)
        .user_agent_suffix("mine/2")
        .build()
        .unwrap();
    let limits = &client.config().settings.limits;
    assert_eq!(limits.timeout, Duration::from_secs(1));
    assert_eq!(limits.deadline, Some(Duration::from_secs(2)));
    assert_eq!(limits.max_retries, 3);
    assert_eq!(limits.max_retry_after, Duration::from_secs(4));
    assert_eq!(limits.body_limit, 5);
    assert_eq!(client.config().headers["user-agent"], "sample-rust/0.1.0 mine/2");
}

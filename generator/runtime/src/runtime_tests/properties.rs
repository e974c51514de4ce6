//! What holds for every input.

use std::cell::Cell;
use std::time::Duration;

use proptest::prelude::*;
use tokio::runtime::{Builder, Runtime};

use super::sample::{API, API_KEY, builder, delete};
use super::server::{Server, json};
use crate::runtime::auth::Redactor;
use crate::runtime::call::retry::backoff;
use crate::runtime::request::prepare;
use crate::runtime::{ClientBuilder, ErrorKind, Method};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const CASES: u32 = 128;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// The settings of the sample, with an HTTP client that isn't made anew for each case.
fn cheap(url: &str, http: &reqwest::Client) -> ClientBuilder {
    builder(url).http_client(http.clone())
}

#[test]
fn no_text_shows_a_secret_however_it_is_written() {
    proptest!(config(1024), |(secret in "[!-~]{6,20}", before in "[!-~]{0,30}", after in "[!-~]{0,30}", limit in 0..90_usize)| {
        let redactor = Redactor::new(vec![secret.clone().into()]);
        let json = serde_json::to_string(&secret).unwrap();
        let query = percent_encoding::utf8_percent_encode(&secret, percent_encoding::NON_ALPHANUMERIC).to_string();
        for written in [secret.as_str(), &json[1..json.len() - 1], &query] {
            let text = format!("{before} {written} {after}");
            for shown in [redactor.clean(&text, limit), redactor.excerpt(text.as_bytes(), limit)] {
                prop_assert!(!shown.contains(&format!(" {written} ")) && shown.chars().count() <= limit, "{shown}");
            }
        }
    });
}

/// Strings of all characters, and such as URLs give a meaning.
fn ids() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[./%25eE?#\\\\;:@ \\x00-\\x1f]{0,8}", "\\.{0,3}"]
}

#[test]
fn every_id_arrives_as_it_was_given_or_is_refused_before_it_is_sent() {
    let (runtime, http) = (runtime(), reqwest::Client::new());
    proptest!(config(CASES), |(id in ids())| {
        let (sent, lines) = runtime.block_on(async {
            let server = Server::start([json("200 OK", CONTACT)]).await;
            let sent = delete(&cheap(&server.url, &http).build().unwrap(), &id).await;
            (sent, server.lines())
        });
        match sent {
            Ok(_) => {
                prop_assert_eq!(lines.len(), 1);
                let path = lines[0].strip_prefix("DELETE /v2/contacts/").and_then(|rest| rest.strip_suffix(" HTTP/1.1"));
                let segment = path.unwrap_or_default();
                prop_assert!(!segment.contains(['/', '?', '#']), "{}", segment);
                let arrived = percent_encoding::percent_decode_str(segment).decode_utf8().unwrap();
                prop_assert_eq!(arrived, id);
            }
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::InvalidArgument);
                prop_assert!(lines.is_empty());
                prop_assert!(matches!(id.as_str(), "" | "." | ".."), "{:?}", id);
            }
        }
    });
}

#[test]
fn a_header_is_sent_as_it_was_given_or_refused() {
    let http = reqwest::Client::new();
    let client = cheap("https://api.example.com", &http).build().unwrap();
    let names = prop_oneof![any::<String>(), "[a-zA-Z-]{1,12}"];
    proptest!(config(1000), |(name in names, value in any::<String>())| {
        let request = delete(&client, "1").header(name.clone(), value.clone());
        match prepare::operation(client.config(), &request.operation, request.options) {
            Ok(plan) => prop_assert_eq!(plan.headers.get(name.as_str()).map(|v| v.as_bytes()), Some(value.as_bytes())),
            Err(report) => prop_assert_eq!(report.cause.kind(), ErrorKind::InvalidArgument),
        }
        let built = cheap("https://api.example.com", &http).header(name, value).build();
        prop_assert!(built.is_ok() || built.is_err_and(|error| error.kind() == ErrorKind::Configuration));
    });
}

#[test]
fn a_key_is_taken_or_refused_and_never_shown() {
    let http = reqwest::Client::new();
    let keys = prop_oneof![any::<String>(), "[ -~]{0,20}"];
    proptest!(config(1000), |(key in keys)| {
        let marked = format!("{key}hunter2");
        let built = ClientBuilder::new(&API).http_client(http.clone()).credential(&API_KEY, marked.as_str()).build();
        let shown = match built {
            Ok(client) => format!("{client:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        prop_assert!(!shown.contains("hunter2"), "{}", shown);
    });
}

#[test]
fn a_base_url_is_taken_or_refused() {
    let http = reqwest::Client::new();
    let urls = prop_oneof![any::<String>(), "https?://[a-z.:/@?#\\[\\]0-9]{0,16}"];
    proptest!(config(1000), |(url in urls)| {
        if let Ok(client) = cheap(&url, &http).build() {
            let base = &client.config().base_url;
            prop_assert!(base.query().is_none() && base.fragment().is_none() && base.username().is_empty());
            prop_assert!(base.as_str().parse::<http::Uri>().is_ok(), "{}", base);
        }
    });
}

#[test]
fn a_raw_target_is_sent_as_it_was_given_or_refused() {
    let client = builder("https://api.example.com/base").build().unwrap();
    let whole = "https://(api\\.example\\.com|api\\.example\\.com:443|API\\.example\\.com|evil)\
                 (/[a-z./%2e?&#:@\\\\]{0,12}|[a-z./%2e?&#:@\\\\]{0,4})";
    let wholes = Cell::new(0);
    let targets = prop_oneof![any::<String>(), "/[a-z./%2e?&#:@\\\\]{0,12}", whole];
    proptest!(config(1000), |(target in targets)| {
        let raw = client.request(Method::GET, target.clone());
        if let Ok(plan) = prepare::raw(client.config(), raw.operation, raw.options) {
            // A query that is there but empty is left out.
            let sent = target.split_once('?').filter(|(_, query)| query.is_empty()).map_or(&*target, |(path, _)| path);
            let is_whole = !sent.starts_with('/');
            let authority = sent.split_once("://").map_or("", |(_, after)| after.split('/').next().unwrap());
            let expected = match sent.strip_prefix("https://").and_then(|after| after.strip_prefix(authority)) {
                Some(path) => format!("https://api.example.com{path}"),
                None => format!("https://api.example.com/base{sent}"),
            };
            prop_assert_eq!(plan.url.as_str(), expected);
            wholes.set(wholes.get() + u32::from(is_whole));
            prop_assert_eq!(plan.url.origin(), client.config().base_url.origin());
            prop_assert!(plan.url.as_str().parse::<http::Uri>().is_ok(), "{}", plan.url);
        }
    });
    assert!(wholes.get() > 0);
}

#[test]
fn backoff_is_always_within_its_bounds() {
    proptest!(config(2000), |(retry in any::<u32>(), chance in any::<f64>())| {
        let longest = Duration::from_millis(500 << retry.min(4));
        let wait = backoff(retry, chance);
        prop_assert!(wait <= longest, "{:?}", wait);
        prop_assert!(wait >= longest.mul_f64(0.75), "{:?}", wait);
    });
}

use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;

use crate::runtime::stream::event_parser::{EventParser, RawEvent};
use crate::runtime::stream::parse::{Parse, TooLarge};

fn event(id: Option<&str>, name: Option<&str>, data: &str) -> RawEvent {
    RawEvent { id: id.map(str::to_owned), name: name.map(str::to_owned), data: data.as_bytes().to_vec(), retry: None }
}

fn data(data: &str) -> RawEvent {
    event(None, None, data)
}

/// The events of a stream that comes in these chunks.
fn parsed<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> Result<Vec<RawEvent>, TooLarge> {
    let mut parser = EventParser::new(limit);
    let mut events = Vec::new();
    for chunk in chunks {
        parser.push(Bytes::copy_from_slice(chunk));
        while let Some(event) = parser.next()? {
            events.push(event);
        }
    }
    assert_eq!(parser.end(), None);
    Ok(events)
}

/// The events of a stream, which must be the same wherever it is cut.
fn events(stream: &[u8]) -> Vec<RawEvent> {
    let whole = parsed([stream], 1000).unwrap();
    assert_eq!(parsed(stream.chunks(1), 1000), Ok(whole.clone()));
    for at in 0..=stream.len() {
        let (before, after) = stream.split_at(at);
        assert_eq!(parsed([before, after], 1000), Ok(whole.clone()), "cut at {at}");
    }
    whole
}

#[test]
fn the_examples_of_the_specification() {
    // WHATWG HTML, section 9.2.6.
    assert_eq!(events(b"data: YHOO\ndata: +2\ndata: 10\n\n"), [data("YHOO\n+2\n10")]);
    let with_ids = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    assert_eq!(events(with_ids), [event(Some("1"), None, "first event"), data("second event"), data(" third event")]);
    assert_eq!(events(b"data\n\ndata\ndata\n\ndata:"), [data(""), data("\n")]);
    assert_eq!(events(b"data:test\n\ndata: test\n\n"), [data("test"), data("test")]);
    let names = b"event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n";
    let named = |name, data| event(None, Some(name), data);
    assert_eq!(events(names), [named("add", "73857293"), named("remove", "2153"), named("add", "113411")]);
}

#[test]
fn a_line_ends_with_lf_cr_or_both() {
    for stream in ["data: a\n\ndata: b\n\n", "data: a\r\rdata: b\r\r", "data: a\r\n\r\ndata: b\r\n\r\n"] {
        assert_eq!(events(stream.as_bytes()), [data("a"), data("b")], "{stream:?}");
    }
    assert_eq!(events(b"data: a\n\rdata: b\r\n\n"), [data("a"), data("b")]);
    assert_eq!(events("data: a\u{85}b\u{2028}\n\n".as_bytes()), [data("a\u{85}b\u{2028}")]);
}

#[test]
fn an_event_comes_with_the_cr_of_its_empty_line() {
    assert_eq!(parsed([&b"data: a\r\n\r"[..]], 100), Ok(vec![data("a")]));
}

#[test]
fn a_byte_order_mark_is_skipped_at_the_beginning_only() {
    assert_eq!(events("\u{FEFF}data: a\n\n".as_bytes()), [data("a")]);
    assert_eq!(events("\u{FEFF}\u{FEFF}data: a\n\n".as_bytes()), []);
    assert_eq!(events("data: a\n\n\u{FEFF}data: b\n\n".as_bytes()), [data("a")]);
    assert_eq!(events("data: \u{FEFF}a\n\n".as_bytes()), [data("\u{FEFF}a")]);
}

#[test]
fn comments_and_unknown_fields_are_ignored() {
    assert_eq!(events(b":\n: data: no\nData: no\n data: no\nid2: 1\ndata: yes\n:keep\n\n"), [data("yes")]);
}

#[test]
fn an_id_holds_for_the_events_that_follow() {
    let stream = b"id: 1\n\ndata: a\n\ndata: b\n\nid: 2\ndata: c\nid: 3\n\nid:\ndata: d\n\n";
    let with = |id, data| event(Some(id), None, data);
    assert_eq!(events(stream), [with("1", "a"), with("1", "b"), with("3", "c"), data("d")]);
    assert_eq!(events(b"id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"), [with("1", "a"), with("1", "b")]);
    let mut parser = EventParser::new(100);
    parser.push(Bytes::from_static(b"id: 7\n\n"));
    assert_eq!((parser.next(), parser.last_id()), (Ok(None), Some("7")));
}

#[test]
fn an_event_that_breaks_off_is_asked_for_again() {
    let mut parser = EventParser::new(100);
    parser.push(Bytes::from_static(b"id: 4\ndata: a\n\nid: 5\ndata: b\n"));
    assert!(matches!((parser.next(), parser.next()), (Ok(Some(_)), Ok(None))));
    assert_eq!((parser.end(), parser.last_id()), (None, Some("4")));
}

#[test]
fn an_id_that_no_request_could_send_back_is_ignored() {
    let stream = format!("id: 1\nid: {}\ndata: a\n\n", "x".repeat(5000));
    assert_eq!(parsed([stream.as_bytes()], 10_000), Ok(vec![event(Some("1"), None, "a")]));
}

#[test]
fn retry_is_a_number_of_milliseconds_in_digits() {
    let retries = |stream: &str| events(stream.as_bytes()).into_iter().map(|event| event.retry).collect::<Vec<_>>();
    let set = Some(Duration::from_millis(1500));
    assert_eq!(retries("data\n\nretry: 1500\n\ndata\n\ndata\n\n"), [None, set, set]);
    for other in ["", "1.5", "-1", "+1", "1s", "0x1", " 1", "99999999999999999999"] {
        assert_eq!(retries(&format!("retry: 1500\nretry: {other}\ndata\n\n")), [set], "{other:?}");
    }
}

#[test]
fn an_event_without_data_or_without_its_end_is_none() {
    assert_eq!(events(b"event: a\nid: 1\n\ndata: b\n\ndata: c\n"), [event(Some("1"), None, "b")]);
    assert_eq!(events(b"data: a"), []);
    assert_eq!(events(b"\n\n\r\n\r\r"), []);
    assert_eq!(events(b""), []);
}

#[test]
fn names_and_ids_that_are_not_unicode_are_replaced() {
    let found = events(b"event: \xFF\nid: \xC3\ndata: \xFF\n\n");
    assert_eq!((found[0].name.as_deref(), found[0].id.as_deref()), (Some("\u{FFFD}"), Some("\u{FFFD}")));
    assert_eq!(found[0].data, b"\xFF");
}

#[test]
fn an_event_over_the_limit_is_an_error() {
    let lines = b"data: 12345\ndata: 12345\n\n";
    assert_eq!(parsed([&lines[..]], 17), Ok(vec![data("12345\n12345")]));
    assert_eq!(parsed([&lines[..]], 16), Err(TooLarge));
    let endless = [&b"data: "[..]; 100];
    assert_eq!(parsed(endless, 60), Err(TooLarge));
    assert_eq!(parsed([&b": comment"[..]], 8), Err(TooLarge));
    // The limit is that of one event.
    assert_eq!(parsed([&b"data: a\n\n"[..]; 100], 20).unwrap().len(), 100);
}

/// Lines that have a meaning, and bytes that have none.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "data", "data:", "data: x", "event: e", "id: 1", "id", "retry: 5", ":", "\n", "\n\n", "\r", "\r\n",
            "\r\n\r\n", "\u{FEFF}", " ", "é",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cuts_change_nothing(stream in stream(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let whole = parsed([&stream[..]], 40);
        let mut ends: Vec<_> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).chain([stream.len()]).collect();
        ends.sort_unstable();
        let mut start = 0;
        let chunks = ends.into_iter().map(|end| &stream[std::mem::replace(&mut start, end)..end]);
        prop_assert_eq!(parsed(chunks, 40), whole.clone());
        prop_assert_eq!(parsed(stream.chunks(1), 40), whole);
    }
}

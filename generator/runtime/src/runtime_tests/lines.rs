use bytes::Bytes;
use proptest::prelude::*;

use crate::runtime::stream::lines::{Framing, LineParser};
use crate::runtime::stream::parse::{Parse, TooLarge};

/// The texts of a stream that comes in these chunks.
fn parsed<'a>(
    framing: Framing,
    chunks: impl IntoIterator<Item = &'a [u8]>,
    limit: usize,
) -> Result<Vec<Bytes>, TooLarge> {
    let mut parser = LineParser::new(framing, limit);
    let mut texts = Vec::new();
    for chunk in chunks {
        parser.push(Bytes::copy_from_slice(chunk));
        while let Some(text) = parser.next()? {
            texts.push(text);
        }
    }
    texts.extend(parser.end());
    Ok(texts)
}

/// The texts of a stream, which must be the same wherever it is cut.
fn texts(framing: Framing, stream: &str) -> Vec<String> {
    let stream = stream.as_bytes();
    let whole = parsed(framing, [stream], 100).unwrap();
    for at in 0..=stream.len() {
        let (before, after) = stream.split_at(at);
        assert_eq!(parsed(framing, [before, after], 100), Ok(whole.clone()), "cut at {at}");
    }
    whole.into_iter().map(|text| String::from_utf8(text.into()).unwrap()).collect()
}

#[test]
fn a_line_is_a_text() {
    assert_eq!(texts(Framing::Lines, "{\"a\":1}\n[2]\n3\n"), ["{\"a\":1}", "[2]", "3"]);
    assert_eq!(texts(Framing::Lines, "1\r\n2"), ["1\r", "2"]);
    assert_eq!(texts(Framing::Lines, "\n \t\r\n1\n\n2\n\n"), ["1", "2"]);
    assert_eq!(texts(Framing::Lines, ""), [""; 0]);
}

#[test]
fn a_text_of_a_sequence_stands_between_a_separator_and_a_line_feed() {
    assert_eq!(texts(Framing::Sequence, "\u{1E}{\"a\":1}\n\u{1E}[2]\n\u{1E}3\n"), ["{\"a\":1}", "[2]", "3"]);
    assert_eq!(texts(Framing::Sequence, "\u{1E}\u{1E}\u{1E}1\n\u{1E}\n\u{1E}2 "), ["1", "2 "]);
    assert_eq!(texts(Framing::Sequence, ""), [""; 0]);
}

#[test]
fn a_text_of_a_sequence_may_have_more_lines() {
    let pretty = "{\n  \"a\": \"\\\"}\\\\\",\n  \"b\": [\n1\n]\n}";
    assert_eq!(texts(Framing::Sequence, &format!("\u{1E}{pretty}\n\u{1E}\n[]\n")), [pretty, "\n[]"]);
}

#[test]
fn a_text_of_a_sequence_that_breaks_off_harms_no_other() {
    assert_eq!(texts(Framing::Sequence, "\u{1E}{\"a\": \"\n\u{1E}1\n"), ["{\"a\": \"\n", "1"]);
    assert_eq!(texts(Framing::Sequence, "\u{1E}[[[\n\u{1E}]]\n\u{1E}1\n"), ["[[[\n", "]]", "1"]);
}

#[test]
fn a_number_or_a_word_of_a_sequence_that_may_be_cut_off_is_none() {
    for cut in ["12", "true", "nul"] {
        assert_eq!(texts(Framing::Sequence, &format!("\u{1E}{cut}\u{1E}3\n")), ["", "3"]);
        assert_eq!(texts(Framing::Sequence, &format!("\u{1E}3\n\u{1E}{cut}")), ["3", ""]);
    }
    assert_eq!(texts(Framing::Sequence, "\u{1E}\"a\"\u{1E}[1]"), ["\"a\"", "[1]"]);
    assert_eq!(texts(Framing::Lines, "12"), ["12"]);
}

#[test]
fn a_text_of_a_sequence_comes_with_its_line_feed() {
    let mut parser = LineParser::new(Framing::Sequence, 100);
    parser.push(Bytes::from_static(b"\x1E{}\n"));
    assert_eq!(parser.next(), Ok(Some(Bytes::from_static(b"{}"))));
}

#[test]
fn a_text_over_the_limit_is_an_error() {
    for framing in [Framing::Lines, Framing::Sequence] {
        assert_eq!(parsed(framing, [&b"12345\n"[..]; 100], 5).unwrap().len(), 100);
        assert_eq!(parsed(framing, [&b"123456\n"[..]], 5), Err(TooLarge));
        assert_eq!(parsed(framing, [&b"123"[..], b"456"], 5), Err(TooLarge));
    }
}

fn stream() -> impl Strategy<Value = Vec<u8>> {
    let bytes = b"\x1E\n\n\r {}[]\"\\a1,:".to_vec();
    prop::collection::vec(prop_oneof![9 => prop::sample::select(bytes), 1 => any::<u8>()], 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cuts_change_nothing(stream in stream(), at in any::<prop::sample::Index>(), is_sequence in any::<bool>()) {
        let framing = if is_sequence { Framing::Sequence } else { Framing::Lines };
        let whole = parsed(framing, [&stream[..]], 20);
        let (before, after) = stream.split_at(at.index(stream.len() + 1));
        prop_assert_eq!(parsed(framing, [before, after], 20), whole.clone());
        prop_assert_eq!(parsed(framing, stream.chunks(1), 20), whole);
    }
}

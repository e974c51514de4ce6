//! Documents that are made to do harm, or are no documents at all.

use super::*;
use crate::source::MAX_BYTES;

#[test]
fn nesting_is_bounded() {
    let nested = |open: &str, close: &str, depth: usize| format!("{}{}", open.repeat(depth), close.repeat(depth));
    for name in ["a.json", "a.yaml"] {
        assert!(parse(&source(name, &nested("[", "]", MAX_DEPTH))).is_ok());
        let message = format!("1:{} SW0008 values are nested more than 100 deep here", MAX_DEPTH + 1);
        assert!(messages(name, &nested("[", "]", MAX_DEPTH + 1)).starts_with(&message));
        assert!(messages(name, &nested("[", "]", 100_000)).starts_with(&message));
        assert!(messages(name, &nested("{\"a\":", "}", 100_000)).contains("100 deep"));
    }
    for open in ["- ", "? ", "[{", "{a: ", "{a: [", "!t [", "- [", "[? "] {
        assert!(parse(&source("a.yaml", &open.repeat(20_000))).is_err(), "{open}");
    }
    let steps: String = (0..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(messages("a.yaml", &steps).contains("100 deep"));
}

#[test]
fn aliases_are_bounded_before_they_are_expanded() {
    let bomb: String = (1..30)
        .map(|level| {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            format!("a{level}: &a{level} [{items}]\n")
        })
        .collect();
    assert!(messages("a", &format!("a0: &a0 x\n{bomb}")).contains("aliases make more than 1000000 values"));

    let tower: String = (1..200).map(|level| format!("a{level}: &a{level} [*a{}]\n", level - 1)).collect();
    assert!(messages("a", &format!("a0: &a0 x\n{tower}")).contains("100 deep"));

    let wide = format!("a: &a [{}]\nb: [{}]\n", "1, ".repeat(1_000), "*a, ".repeat(100));
    assert!(yaml(&wide).is_ok());
}

#[test]
fn a_value_is_never_a_part_of_itself() {
    for text in ["&a [*a]", "a: &a {b: *a}", "a: &a\n  - b: [*a]\n", "&a {<<: *a}"] {
        assert!(messages("a", text).contains("itself a part of"), "{text}");
    }
    assert_eq!(yaml("&a 1: *a\nb: [&c d, *c]"), Ok(json!({"1": 1, "b": ["d", "d"]})), "a key can be anchored");
    assert_eq!(yaml("- &a 1\n- *a\n- &a 2\n- *a\n"), Ok(json!([1, 1, 2, 2])), "an anchor can be set again");
}

#[test]
fn bytes_are_text_or_refused() {
    let read = |bytes: &[u8]| Source::from_bytes("a", bytes.to_vec()).map_err(|wrong| wrong.to_string());
    assert_eq!(read(b"\xEF\xBB\xBFa: 1"), Ok(source("a", "a: 1")));
    assert_eq!(read(b""), Ok(source("a", "")));
    let refused =
        [&b"\xFF\xFEa\0"[..], b"\xFE\xFF\0a", b"a\0:\0", b"a:\n  b\xFFc"].map(|bytes| read(bytes).unwrap_err());
    insta::assert_snapshot!(refused.join("\n"), @r#"
    the file is UTF-16
    the file is UTF-16
    the file has a NUL character, at byte 1
    the file is not UTF-8: line 2, byte 6 of the file
    "#);
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(read(&large), Err("the file is larger than 64 MiB".to_owned()));
}

/// No text makes the stage panic, and all that it says can be shown.
#[test]
fn broken_documents_are_refused_calmly() {
    let yaml = "a: &x {b: [1, 'é', \"\\u00e9\\ud83d\\ude00\"]}\n? c\n: |\n  t\nd: !!str *x # e\n<<: *x\n";
    let json = r#"{"a": [1, -2.5e3, "\u00e9\ud83d\ude00", true], "é": {"b": null}}"#;
    for (name, text) in [("a.yaml", yaml), ("a.json", json), ("a", json)] {
        let bytes = text.as_bytes();
        (0..bytes.len()).for_each(|end| try_bytes(name, bytes.get(..end).unwrap_or_default().to_vec()));
        for at in 0..bytes.len() {
            for replacement in *b"\0\t\n \"#&'*,-:<>?[]{|}!%@\\~0ud\xC3\xFF" {
                let mut mutated = bytes.to_vec();
                mutated.splice(at..=at, [replacement]);
                try_bytes(name, mutated);
            }
        }
    }
}

fn try_bytes(name: &str, bytes: Vec<u8>) {
    let shown = format!("{:?}", String::from_utf8_lossy(&bytes));
    let Ok(source) = Source::from_bytes(name, bytes) else { return };
    let findings = match read(FileId::DOCUMENT, &source) {
        Ok((_, findings)) => findings,
        Err(finding) => Findings::from(finding),
    };
    let messages = findings.iter().map(|finding| &finding.message);
    assert!(messages.clone().all(|message| !message.is_empty() && !message.contains('\n')), "{shown}");
    let spans = locate_all(&source, findings.iter().map(|finding| &finding.location.place));
    assert_eq!(spans.len(), findings.len());
}

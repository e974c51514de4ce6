//! Behaviour of the whole: snippets in, lines out; and what rustdoc says to all of them.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use super::{code, doc_lines, escape};

fn written(markdown: &str) -> String {
    doc_lines(markdown).join("\n")
}

/// Snippets that are hard to get right; all of them go through every property below.
const NASTY: &[&str] = &[
    "```rust\npanic!()\n```",
    "~~~\nfn main() {}\n~~~",
    "```{.json} should_panic\nassert!(false)",
    "    indented()\n\n- a\n\n      in_item()\n\n> ~~~rust\n> in_quote()\n\nend",
    "````\n```\ninner\n```\n````",
    "`````` a `````` and ` alone",
    "<p onclick=x>raw <b>html</p>\n\nand <i>inline</i> <!-- gone? --> &lt;u&gt; <unclosed",
    "<script>\nalert(1)\n\n</script>",
    "<p>One <b>bold </b>two<i> it</i>.<br>Three<br><br>four &lt;u&gt; *no* `code` [x]</p>\n<ul><li>a<li>b <ul><li>c</ul></ul>",
    "<table><tr><th>a</th><td>b | c</td></tr><tr><td><ul><li>d</li></ul></td></tr></table>\n\n<h1>Top</h1>\n<h2>Low</h2>",
    "<pre><code>fn main() {}\n```\n\n  x</code></pre>\n\n<blockquote>q\n\n# md\n\n</blockquote>\n\n- <ol start=7>\n  <li>\n\n  x",
    "<a href=\"https://a.example/x)y\">a</a> <a href='javascript:x'>b</a> <a href=#c>d</a> <img src=https://a.example/i alt='[e]'>",
    "*a <b>b* c</b> <i>**d</i>** <code>e *f*</code> <id> </b> List<String> <code> 2<sup>3</sup> </p> x",
    "| a |\n|---|\n| <ul><li>b</li></ul> <table><tr><td>c |\n\n<td>d</td> <li>e",
    "[Deprecated]: yes\n\n[used]: https://a.example\n[Note]: x 'y'\n\nsee [used] and [Note2]\n\n> [a]: b\n\n[Deprecated]: no",
    "<!-- a\n\ncomment -->",
    "[foo] [Option] [foo][bar] [`Vec`] [a]() [b](#c) [d](Vec) [e](./f.md)",
    "[ref][r] [r][] [r]\n\n[r]: https://a.example/r 'title'",
    "[x](javascript:alert(1)) ![y](data:image/png;base64,AAAA) <javascript:z>",
    "[mail](mailto:a@b) [m](mailto:a@b#c.d) <a@b.example> <me@host> [a@b.example](mailto:a@b.example)",
    "![img](https://a.example/i.png) [![badge](https://a.example/b.svg)](https://a.example) ![](https://a.example/x)",
    "see https://a.example/b_c_d. Or (http://a.example/(x)), https://{host}/v1 and http://",
    "xhttps://a.example [https://a.example](https://a.example) [at https://b.example](https://c.example)",
    "# One\n\n## Two\n\nSetext\n===\n\n###### Six #\n\n# #\n\n#",
    "| a | b |\n|:--|--:|\n| `x|y` | \\| `a\\|b` |\n| 1 |\n| https://a.example | <br> [z] |",
    "a | b\n--|--\n\n|--|\n\n- x\n  | --- |",
    "- a\n- b\n  - c\n\n    d\n- e\n\n* other\n\n1) x\n3) y\n\n7. z",
    "- [x] done\n- [ ] not\n- [x]\n- [ ] - item\n1. [x] > quote",
    "- \n- a\n-\n\n  b\n+ ***\n+ - + deep\n10. ten\n11. eleven\n    ```\n    code\n    ```",
    "> quote\nlazy\n>> deeper\n\n> [!WARNING]\n> Take care.\n\n> [!NOTE]",
    "a[^1] b[^missing]\n\n[^1]: The note.\n\n    More.",
    "*a* **b** ***c*** ~~d~~ ~e~ _f_ __g__ *h **i** j* *k***l** a**\"m\"**b *n*_o_ ****p****",
    "snake_case __dunder__ 2 * 3 * 4 a*b ~5 --flag a -- b ... C:\\dir \\*esc\\* \\",
    "hard  \nbreak\\\nagain<br>and<br/>\nend  \n",
    "tab\there\r\nand\rthere\u{0}\u{7}\u{85}\u{2028}end",
    "\u{feff}bidi \u{202a}\u{202e}\u{2066}x\u{2069}\u{200f} &#x202e;y `\u{202e}z` \u{e0041}\u{200b}",
    "```\n\u{202e}code\tx\u{2067}\n```",
    "1. \n1\\. a\n\\- b\n\\# c\n\\> d\n\\+ e\n\\=\n\\~~~\n\\| f",
    "&amp;lt; &copy &copy; &#35; not heading\n\n&#35; not heading\n\n&#45; no list\n\n1&#46; no list",
    "***\n\n---\n\n- - -\n\n_ _ _",
    "Text!\\[not an image] !<https://a.example> Wow![link](https://a.example)",
    "\u{200b}# no heading *\u{a0}x*",
    "//! inner\n/// outer\n*/ /* \"quote\" 'q' #[doc]",
];

#[test]
fn text_stays_as_it_is() {
    assert_eq!(doc_lines("A contact.\n\nIt has an `id`, *always*.  "), ["A contact.", "", "It has an `id`, *always*."]);
    assert!(doc_lines(" \n\n\u{200b}\n&nbsp;\n<br>\n- \n>\n```\n```\n[//]: # (b)").is_empty());
}

#[test]
fn code_blocks_are_never_rust() {
    assert_eq!(written("```rust\nx\n```"), "```text\nx\n```");
    assert_eq!(written("~~~should_panic\n```\nx"), "````text\n```\nx\n````");
    assert_eq!(written("    x\n      y"), "```text\nx\n  y\n```");
    assert_eq!(written("- a\n  ```\n  x\n\n  y\n  ```"), "- a\n  ```text\n  x\n\n  y\n  ```");
    assert_eq!(written("> ```rust\n> x\n>\n> y"), "> ```text\n> x\n>\n> y\n> ```");
}

#[test]
fn links_are_kept_for_three_schemes() {
    assert_eq!(written("[a *b*](https://a.example/x 'title')"), "[a *b*](https://a.example/x)");
    assert_eq!(written("[a][r]\n\n[r]: http://a.example"), "[a](http://a.example)");
    assert_eq!(written("<a@b.example> [c](mailto:c@d.example)"), "<a@b.example> [c](mailto:c@d.example)");
    assert_eq!(written("[a](javascript:b) [c](/d) [e]()"), "a (`javascript:b`) c (`/d`) e");
    assert_eq!(written("[a](https://a.example/b|c d)"), "\\[a\\](<https://a.example/b>|c d)");
}

#[test]
fn images_become_links() {
    assert_eq!(
        written("![a](https://a.example/i) ![](https://a.example/j)"),
        "[a](https://a.example/i) <https://a.example/j>"
    );
    assert_eq!(written("[![a](https://a.example/i)](https://b.example)"), "[a](https://b.example)");
    assert_eq!(written("![a](data:x)"), "a (`data:x`)");
}

#[test]
fn bare_urls_become_autolinks() {
    assert_eq!(written("See https://a.example/b_c, or http://d."), "See <https://a.example/b_c>, or <http://d>.");
    assert_eq!(written("https://{host}/v1"), "`https://{host}/v1`");
    assert_eq!(written("`https://a.example`"), "`https://a.example`");
}

#[test]
fn brackets_are_text() {
    assert_eq!(written("[foo] [Option][bar] [^1]"), "\\[foo\\] \\[Option\\]\\[bar\\] \\[^1\\]");
    assert_eq!(written("a[^n]\n\n[^n]: note"), "a\\[^n\\]\n\n\\[^n\\]: note");
    assert_eq!(written("- [x] a\n- [ ] # b"), "- ☑ a\n- ☐ # b");
}

#[test]
fn headings_leave_the_first_level_to_us() {
    assert_eq!(written("# a\n\n###### b\n\nc\n---"), "## a\n\n###### b\n\n### c");
    assert_eq!(written("### a ##\n\n## \\#"), "### a\n\n## \\#");
    assert_eq!(written("> - # a"), "> - ## a");
}

#[test]
fn lists_keep_their_kind() {
    assert_eq!(written("* a\n* b\n    * c"), "- a\n- b\n  - c");
    assert_eq!(written("* a\n\n* b"), "- a\n\n- b");
    assert_eq!(written("9. a\n1. b\n   - c"), "9. a\n10. b\n    - c");
    assert_eq!(written("- a\n+ b\n* c"), "- a\n\n+ b\n\n- c");
    assert_eq!(written("- <id>\n\n  text"), "- \\<id>\n\n  text");
}

#[test]
fn tables_are_kept() {
    let table = "|a|`b\\|c`|\n|:-|-|\n|d \\| e<br>f\n||";
    assert_eq!(written(table), "| a | `b\\|c` |\n| :-- | --- |\n| d \\| e f |\n|  |");
}

#[test]
fn alerts_say_what_they_are() {
    assert_eq!(written("> [!NOTE]\n> a"), "> **Note:** a");
}

#[test]
fn emphasis_is_written_only_where_it_can_be_read() {
    assert_eq!(written("_a_ __b__ ~c~ ***d***"), "*a* **b** ~~c~~ ***d***");
    assert_eq!(written("*a*_b_ _x *y* z_"), "*a*b *x y z*");
    assert_eq!(written("**&nbsp;b** c"), "b c");
    assert_eq!(written("***a* (*\u{202e}[b]* c**"), "***a* (\\[b\\] c**");
}

#[test]
fn no_wrapped_line_starts_a_block() {
    for start in ["-", "+", "*", "1.", "2)", "#", ">", "=", "---", "|", "___", ":-:", "```", "~~~", "<div>", "[x]:"] {
        let text = format!("{} {start} b", "a".repeat(95));
        let text = text.replace("```", "\\`\\`\\`").replace("~~~", "\\~~~").replace("<div>", "&lt;div>");
        let lines = doc_lines(&text);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(doc_lines(&lines.join("\n")), lines);
    }
}

#[test]
fn paragraphs_are_wrapped_but_spans_are_not_broken() {
    let lines = doc_lines(&format!("> - {}`x y z` {}", "word ".repeat(40), "word ".repeat(40)));
    assert!(lines.iter().all(|line| line.len() <= 96), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("`x y z`")), "{lines:?}");
}

#[test]
fn escaped_text_is_one_line_of_text() {
    assert_eq!(escape("/v2/{id}/a_b/*"), "/v2/{id}/a_b/\\*");
    assert_eq!(escape("- a\n| b <c> [d]"), "\\- a \\| b \\<c> \\[d\\]");
    assert_eq!(escape("1. --x ... \u{202e}https://a.example"), "1\\. -\\-x .\\.\\. <https://a.example>");
    assert_eq!(escape(" \u{200b} "), "");
}

#[test]
fn lines_are_lines() {
    for snippet in NASTY {
        for line in doc_lines(snippet) {
            assert_eq!(line.trim_end(), line, "{snippet:?}");
            assert!(!line.contains(super::characters::is_invisible), "{snippet:?}: {line:?}");
        }
    }
}

#[test]
fn written_again_it_stays_as_it_is() {
    for snippet in NASTY {
        for text in [
            snippet.to_string(),
            format!("> {}", snippet.replace('\n', "\n> ")),
            format!("- {}", snippet.replace('\n', "\n  ")),
        ] {
            let once = doc_lines(&text);
            assert_eq!(doc_lines(&once.join("\n")), once, "{text:?}");
        }
    }
}

#[test]
fn depth_is_bounded() {
    for container in ["> ", "- ", "1. ", "> - "] {
        let lines = doc_lines(&format!("{}deep", container.repeat(500)));
        assert!(lines.len() == 1 && lines.iter().all(|line| line.len() < 60 && line.ends_with("deep")), "{lines:?}");
    }
}

#[test]
fn hostile_texts_have_an_outcome_of_their_size() {
    for part in [
        ">", "[", "*", "`", "_", "![", "[](", "<", "<!--", "&", "~~", "- ", "\n> ", "a|", "[^1]:", "http://", "**a *b ",
    ] {
        let text = part.repeat(100_000 / part.len());
        let size: usize = doc_lines(&text).iter().map(|line| line.len() + 1).sum();
        assert!(size <= 4 * text.len(), "{part:?}: {size}");
    }
    let table = format!("{}\n{}\n{}", "|a".repeat(500), "|-".repeat(500), "|a\n".repeat(2000));
    assert!(written(&table).len() < 2 * table.len());
}

#[test]
fn rustdoc_has_nothing_to_say_and_nothing_to_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source = folder.path().join("lib.rs");
    std::fs::write(&source, nasty_crate()).expect("a file in it");

    let output =
        rustdoc(&source, &["-D", "warnings", "-D", "rustdoc::all", "-D", "text_direction_codepoint_in_comment"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let output = rustdoc(&source, &["--test"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("running 0 tests"), "{text}");
}

/// A crate whose items have the snippets as docs: as they come, in a list, and as plain text and code.
fn nasty_crate() -> String {
    let mut source = String::from("//! Nasty.\n\n");
    for (number, snippet) in NASTY.iter().enumerate() {
        let nested = format!("1. item\n\n   {}", snippet.replace('\n', "\n   "));
        let cell = code(snippet).replace('|', "\\|");
        let plain = [String::new(), escape(snippet), String::new(), code(snippet), String::new()];
        let table = ["| a | b |".to_owned(), "| --- | --- |".to_owned(), format!("| {} | {cell} |", escape(snippet))];
        for line in
            doc_lines(snippet).iter().chain([&String::new()]).chain(&doc_lines(&nested)).chain(&plain).chain(&table)
        {
            writeln!(source, "/// {line}").expect("a string takes text");
        }
        writeln!(source, "pub fn f{number}() {{}}\n").expect("a string takes text");
    }
    source
}

fn rustdoc(source: &Path, arguments: &[&str]) -> Output {
    let program = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let out = source.with_file_name("out");
    let mut command = Command::new(program);
    command.args(["--edition", "2024", "--crate-name", "nasty"]).args(arguments).arg("--out-dir").arg(out).arg(source);
    command.output().expect("rustdoc starts")
}

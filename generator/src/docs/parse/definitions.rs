//! Definitions of links (`[label]: target`) that no link uses: `[Deprecated]: yes` is meant as text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Parser, Tag};

use super::OPTIONS;

/// How often a text is looked at again: what was no definition becomes one when another of its label is made text.
const ROUNDS: usize = 4;

/// The targets of the labels whose definitions were taken out of a text.
#[derive(Default)]
pub(super) struct Links(HashMap<String, String>);

impl Links {
    /// The target and the title of a link that has no definition in the text.
    pub(super) fn find<'a>(&self, link: &BrokenLink<'_>) -> Option<(CowStr<'a>, CowStr<'a>)> {
        self.0.get(&*link.reference).map(|target| (target.clone().into(), "".into()))
    }
}

/// The text with the definitions that aren't used made text, and the links that need help then.
pub(super) fn resolved(markdown: &str) -> (Cow<'_, str>, Links) {
    let mut text = Cow::Borrowed(markdown);
    let mut links = Links::default();
    for _ in 0..ROUNDS {
        match without_unused(&text, &mut links) {
            Some(changed) => text = Cow::Owned(changed),
            None => break,
        }
    }
    (text, links)
}

/// `None` where every definition is used. Those that are used are taken out, since text before them would make them
/// text as well.
fn without_unused(markdown: &str, links: &mut Links) -> Option<String> {
    let mut parser = Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(|link| links.find(&link)));
    // By where it starts: its end, and whether it's used or a comment.
    let mut definitions: HashMap<usize, (usize, bool)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.start, (definition.span.end, matches!(&*definition.dest, "" | "#"))))
        .collect();
    if definitions.is_empty() {
        return None;
    }
    let mut used = Vec::new();
    while let Some(event) = parser.next() {
        if let Event::Start(Tag::Link { id, dest_url, .. } | Tag::Image { id, dest_url, .. }) = event
            && let Some(definition) = parser.reference_definitions().get(&id)
            && let Some((_, is_used)) = definitions.get_mut(&definition.span.start)
        {
            *is_used = true;
            used.push((id.into_string(), dest_url.into_string()));
        }
    }
    drop(parser);
    if definitions.values().all(|(_, used)| *used) {
        return None;
    }
    links.0.extend(used);
    let mut spans: Vec<_> = definitions.into_iter().map(|(start, (end, used))| (start..end, used)).collect();
    spans.sort_unstable_by_key(|(span, _)| span.start);
    Some(rewritten(markdown, &spans))
}

/// A definition that isn't used gets a backslash before its bracket.
fn rewritten(markdown: &str, spans: &[(Range<usize>, bool)]) -> String {
    let mut out = String::with_capacity(markdown.len() + spans.len());
    let mut done = 0;
    for (span, used) in spans {
        out.push_str(markdown.get(done..span.start).unwrap_or_default());
        done = if *used { span.end } else { span.start };
        if !used {
            out.push('\\');
        }
    }
    out.push_str(markdown.get(done..).unwrap_or_default());
    out
}

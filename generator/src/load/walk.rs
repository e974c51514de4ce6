//! YAML's events, made into places, and checked on the way.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};
use serde_json::Value;

use crate::findings::codes::{LIMIT, SECOND_DOCUMENT, YAML_KEY, YAML_TAG};
use crate::findings::{Code, Finding};
use crate::load::index::Index;
use crate::load::problems::{Keys, Problems};
use crate::load::surrogate::Patched;
use crate::load::tree::{Content, Member, NodeId, Tree};
use crate::load::{MAX_ALIASED, MAX_DEPTH, scalar};
use crate::source::Location;

/// Why a walk ends before its text does.
pub(super) enum Stop {
    /// The text isn't YAML.
    Syntax(ScanError),
    /// A rule is broken, after which nothing can be said of the rest.
    Rule(Finding),
}

/// A walk over the events of one document. It keeps its own stack, so that nesting can't overflow the thread's.
pub(super) struct Walk<'t, 'w> {
    patched: &'w Patched<'t>,
    index: &'w Index<'w>,
    problems: &'w mut Problems,
    tree: Tree<'t>,
    root: Option<NodeId>,
    open: Vec<Frame<'t>>,
    anchors: HashMap<usize, Built>,
    /// How many values aliases have added so far.
    aliased: usize,
    /// Where the tags `!!..` are that don't fit their scalars.
    unfit_tags: Vec<usize>,
}

/// What a walk over a whole document gives.
pub(super) struct Walked<'t> {
    pub(super) tree: Tree<'t>,
    /// Where the tags `!!..` are that don't fit their scalars, in bytes.
    pub(super) unfit_tags: Vec<usize>,
}

/// A sequence or a mapping whose end hasn't come yet.
struct Frame<'t> {
    span: Range<usize>,
    anchor: usize,
    size: Size,
    items: Items<'t>,
}

enum Items<'t> {
    Sequence(Vec<NodeId>),
    Mapping { members: Vec<Member<'t>>, keys: Keys<'t>, key: Option<Key<'t>> },
}

/// A key that waits for its value.
struct Key<'t> {
    text: Cow<'t, str>,
    span: Range<usize>,
    merge: bool,
}

/// A value that is complete.
#[derive(Clone, Copy)]
struct Built {
    id: NodeId,
    size: Size,
}

/// How large a value is with its aliases expanded.
#[derive(Clone, Copy)]
struct Size {
    values: usize,
    /// Levels of nesting: 0 for a scalar.
    levels: usize,
}

const SCALAR: Size = Size { values: 1, levels: 0 };

impl<'t, 'w> Walk<'t, 'w> {
    pub(super) fn new(patched: &'w Patched<'t>, index: &'w Index<'w>, problems: &'w mut Problems) -> Walk<'t, 'w> {
        Walk {
            patched,
            index,
            problems,
            tree: Tree { nodes: Vec::new(), root: 0 },
            root: None,
            open: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            unfit_tags: Vec::new(),
        }
    }

    /// Takes the events of the first document. `None` where there is none.
    pub(super) fn run(mut self, mut parser: Parser<'t, StrInput<'t>>) -> Result<Option<Walked<'t>>, Stop> {
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(Stop::Syntax)?;
            let span = self.index.byte_of_char(span.start.index())..self.index.byte_of_char(span.end.index());
            if self.root.is_some() && matches!(event, Event::DocumentStart(_)) {
                let message = "a second document starts here: it is not read";
                self.problems.add(
                    SECOND_DOCUMENT,
                    &span,
                    message,
                    "keep one document in a file, with at most one `---`",
                );
                break;
            }
            self.event(event, span)?;
        }
        let unfit_tags = self.unfit_tags;
        Ok(self.root.map(|root| Walked { tree: Tree { root, ..self.tree }, unfit_tags }))
    }

    fn event(&mut self, event: Event<'t>, span: Range<usize>) -> Result<(), Stop> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", &span);
                self.start(anchor, span, Items::Sequence(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", &span);
                let (members, keys) = (Vec::new(), Keys::default());
                self.start(anchor, span, Items::Mapping { members, keys, key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
        }
    }

    fn stop(&self, code: Code, span: &Range<usize>, message: &str, help: &str) -> Result<(), Stop> {
        let location = Location::text(self.problems.file(), span.clone());
        Err(Stop::Rule(Finding::new(code, location, message).with_help(help)))
    }

    fn too_deep(&self, at: usize) -> Result<(), Stop> {
        Err(Stop::Rule(super::too_deep(self.problems.file(), at)))
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Frame { items: Items::Mapping { key: None, .. }, .. }))
    }

    fn start(&mut self, anchor: usize, span: Range<usize>, items: Items<'t>) -> Result<(), Stop> {
        if self.wants_key() {
            return self.stop(
                YAML_KEY,
                &span,
                "a key must be a text, not a sequence or a mapping",
                "quote it if a text is meant",
            );
        }
        if self.open.len() >= MAX_DEPTH {
            return self.too_deep(span.start);
        }
        self.open.push(Frame { span, anchor, size: Size { values: 1, levels: 1 }, items });
        Ok(())
    }

    fn end(&mut self, span: Range<usize>) -> Result<(), Stop> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        let content = match frame.items {
            Items::Sequence(items) => Content::Sequence(items),
            Items::Mapping { members, .. } => Content::Mapping(members),
        };
        let id = self.tree.add(frame.span.start..span.end.max(frame.span.start), content);
        self.complete(frame.anchor, Built { id, size: frame.size })
    }

    /// An alias, which stands for a value before it. What that would make of the document is bounded here, before any
    /// reader expands it.
    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Stop> {
        if self.wants_key() {
            return self.stop(YAML_KEY, &span, "a key can't be an alias", "write the key itself");
        }
        let Some(target) = self.anchors.get(&anchor).copied() else {
            // Its anchor is there, or the parser would have refused it: so it is on a value that hasn't ended.
            let message = "this alias stands for a value that it is itself a part of";
            return self.stop(LIMIT, &span, message, "use a `$ref`");
        };
        self.aliased = self.aliased.saturating_add(target.size.values);
        if self.aliased > MAX_ALIASED {
            let message = format!("aliases make more than {MAX_ALIASED} values of this document");
            return self.stop(LIMIT, &span, &message, "use `$ref`s to components");
        }
        if self.open.len().saturating_add(target.size.levels) > MAX_DEPTH {
            return self.too_deep(span.start);
        }
        let id = self.tree.add(span, Content::Alias(target.id));
        self.complete(0, Built { id, size: target.size })
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Range<usize>,
    ) -> Result<(), Stop> {
        let (text, halved) = self.patched.restore(text, style == ScalarStyle::DoubleQuoted);
        if halved {
            self.problems.surrogate(&span);
        }
        let plain = style == ScalarStyle::Plain;
        if self.wants_key() {
            return self.key(text, plain, anchor, tag, span);
        }
        let value = self.resolve(&text, plain, tag, &span);
        let id = self.tree.add(span, Content::Scalar(Some(value)));
        self.complete(anchor, Built { id, size: SCALAR })
    }

    /// A key is the text that is written, whatever the core schema would make of it: `200` is `"200"`.
    fn key(
        &mut self,
        text: Cow<'t, str>,
        plain: bool,
        anchor: usize,
        tag: Option<&Tag>,
        span: Range<usize>,
    ) -> Result<(), Stop> {
        self.check_tag(tag, "str", &span);
        if plain && text.is_empty() {
            return self.stop(YAML_KEY, &span, "a key is missing here", "write the key, or `\"\"` for an empty one");
        }
        if anchor != 0 {
            // An alias of a key stands for a value like any other.
            let value = self.resolve(&text, plain, None, &span);
            let id = self.tree.add(span.clone(), Content::Scalar(Some(value)));
            self.anchors.insert(anchor, Built { id, size: SCALAR });
        }
        let key = Key { merge: plain && text == "<<", text, span };
        if let Some(Frame { items: Items::Mapping { key: slot, keys, .. }, .. }) = self.open.last_mut() {
            keys.add(key.text.clone(), &key.span, self.index, self.problems);
            *slot = Some(key);
        }
        Ok(())
    }

    /// What a scalar that isn't a key means.
    fn resolve(&mut self, text: &str, plain: bool, tag: Option<&Tag>, span: &Range<usize>) -> Value {
        let tag = tag.map(|tag| (core_tag(tag), tag));
        let untagged = if plain && !matches!(tag, Some((Some("str"), _))) {
            scalar::core(text).unwrap_or_else(|unfit| {
                self.problems.unfit(span, &unfit);
                unfit.value()
            })
        } else {
            Value::String(text.to_owned())
        };
        let Some((core, tag)) = tag else { return untagged };
        let fits = match (core, &untagged) {
            (Some("str"), Value::String(_)) | (Some("null"), Value::Null) | (Some("bool"), Value::Bool(_)) => true,
            (Some("int"), Value::Number(number)) => !number.is_f64(),
            (Some("float"), Value::Number(_)) => true,
            _ => false,
        };
        if !fits {
            self.unfit_tag(tag, span);
            self.unfit_tags.extend(core.and_then(|_| self.tag_at(span)));
        }
        untagged
    }

    /// Reports a tag other than the one that says nothing new.
    fn check_tag(&mut self, tag: Option<&Tag>, expected: &str, span: &Range<usize>) {
        if let Some(tag) = tag.filter(|tag| core_tag(tag) != Some(expected)) {
            self.unfit_tag(tag, span);
        }
    }

    /// The byte at which the tag `!!..` of a scalar stands, before which there can be an anchor.
    fn tag_at(&self, span: &Range<usize>) -> Option<usize> {
        let text = self.patched.text.get(span.start..)?;
        let anchored =
            text.strip_prefix('&').map_or(text, |rest| rest.trim_start_matches(|c: char| !c.is_whitespace()));
        let tag = anchored.trim_start();
        tag.starts_with("!!").then(|| span.start + (text.len() - tag.len()))
    }

    fn unfit_tag(&mut self, tag: &Tag, span: &Range<usize>) {
        let shown = match core_tag(tag) {
            Some(core) => format!("!!{core}"),
            None => format!("{}{}", tag.handle, tag.suffix),
        };
        let message = format!("the YAML tag `{shown}` says nothing that JSON can say of this value, and is ignored");
        self.problems.add(YAML_TAG, span, message, "remove the tag, or quote the whole if a text is meant");
    }

    /// Puts a value where it belongs: the sequence or the mapping that is open, or the document.
    fn complete(&mut self, anchor: usize, built: Built) -> Result<(), Stop> {
        if anchor != 0 {
            self.anchors.insert(anchor, built);
        }
        let Some(frame) = self.open.last_mut() else {
            self.root = Some(built.id);
            return Ok(());
        };
        frame.size.values = frame.size.values.saturating_add(built.size.values);
        frame.size.levels = frame.size.levels.max(built.size.levels + 1);
        match &mut frame.items {
            Items::Sequence(items) => items.push(built.id),
            Items::Mapping { members, key, .. } => {
                let Some(Key { text, span, merge }) = key.take() else { return Ok(()) };
                if merge && self.tree.merged(built.id).is_none() {
                    let help = "give it an alias of a mapping, or a list of them; quote `\"<<\"` if it is a name";
                    let message = "the merge key `<<` takes a mapping, or a list of mappings";
                    return self.stop(YAML_KEY, &span, message, help);
                }
                members.push(Member { key: text, key_span: span, value: built.id, merge });
            }
        }
        Ok(())
    }
}

/// The name of a tag of YAML's core schema, such as `str` for `!!str`.
fn core_tag(tag: &Tag) -> Option<&str> {
    tag.is_yaml_core_schema().then_some(tag.suffix.as_str())
}

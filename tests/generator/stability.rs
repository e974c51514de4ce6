//! Names hold still: what one part of a document is called doesn't depend on another part.
//!
//! Operations, schemas and members of maps are taken out of documents, and the maps are shuffled, at random and the same
//! in each run. What stays must have the names that it had: the same holds of adding, which is the other direction.
//!
//! Some names can't hold still: of two things that are written with the same words in one scope, one or both are called
//! otherwise, and when one goes, the other may get the better name. [`TakenOut::explains`] says which these are.

mod change;
mod distinct;
mod names;
mod renamed;

use std::collections::BTreeSet;
use std::time::Instant;

use serde_json::Value;
use specwright::ir::Resource;
use specwright::source::FileId;
use specwright::{Output, generate};

use crate::input::{Document, corpus, featurebase, fixtures};
use change::Random;
use names::Names;
use renamed::TakenOut;

/// How many renamed things of one document are shown.
const SHOWN: usize = 10;

#[test]
fn of_all_fixtures() {
    check_all(&fixtures());
}

#[test]
fn of_all_real_documents() {
    let started = Instant::now();
    check_all(&corpus());
    println!("in {:.1} s", started.elapsed().as_secs_f32());
}

/// A document of names that are hard to make names of.
const NASTY: &str = include_str!("stability/nasty.yaml");

#[test]
fn anything_has_a_name() {
    let mut value = Document::inline(NASTY).value(FileId::DOCUMENT).expect("it is YAML");
    let long = "very ".repeat(80);
    value["components"]["schemas"][&long] = serde_json::json!({ "type": "object", "properties": {
        &long: { "type": "string", "enum": [long, format!("{long}too")] },
        format!("{long}too"): { "type": "string" },
    } });
    value["components"]["schemas"][format!("{long}too")] = serde_json::json!({ "type": "string", "enum": ["a"] });
    let document = Document::of_value("nasty", &value);
    let made = document.made().expect("it generates");
    assert_eq!(distinct::faults(&made), Vec::<String>::new());
    let output = generate(&document.sources, &document.config).expect("it is Rust");
    for path in output.files.keys() {
        let longest = path.split('/').map(str::len).max().unwrap_or_default();
        assert!(longest <= specwright::names::LONGEST + ".rs".len(), "{path}");
    }
    let mut faults = Vec::new();
    check(&document, &mut faults);
    assert!(faults.is_empty(), "{} renamed:\n{}", faults.len(), faults.join("\n"));
}

/// Things that others refer to are called after their own place, whoever refers to them and in whatever order.
#[test]
fn references_name_nothing() {
    let mut faults = Vec::new();
    check(&Document::inline(include_str!("stability/references.yaml")), &mut faults);
    assert!(faults.is_empty(), "{} renamed:\n{}", faults.len(), faults.join("\n"));
}

/// An operation that is put above another one of its path changes nothing of that.
#[test]
fn an_operation_above_another_changes_nothing_of_it() {
    let document = featurebase();
    let mut value = document.value(FileId::DOCUMENT).expect("it is YAML");
    let before = generate(&document.sources, &document.config).expect("it generates");
    let paths = value["paths"].as_object_mut().expect("there are paths");
    let item =
        paths.values_mut().find_map(|item| Some(item.as_object_mut()?).filter(|item| item.contains_key("delete")));
    let item = item.expect("something can be deleted");
    let mut get = item["delete"].clone();
    get["operationId"] = get["operationId"].as_str().expect("it has an id").replace("delete", "get").into();
    let rest = std::mem::take(item);
    item.insert("get".to_owned(), get);
    item.extend(rest);
    let changed = Document { sources: Document::of_value("", &value).sources, ..document };
    let after = generate(&changed.sources, &changed.config).expect("it generates");
    assert_eq!(before.api.resources.iter().map(Resource::count).sum::<usize>(), 1);
    assert_eq!(after.api.resources.iter().map(Resource::count).sum::<usize>(), 2);
    let surface = |output: &Output| output.files["surface.txt"].lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let gone: Vec<_> = surface(&before).difference(&surface(&after)).cloned().collect();
    assert!(gone.is_empty(), "{gone:#?}");
    for (path, text) in before.files.iter().filter(|(path, _)| path.starts_with("src/resources/")) {
        let lines: BTreeSet<&str> = after.files[path].lines().collect();
        let gone: Vec<_> = text.lines().filter(|line| !lines.contains(line)).collect();
        assert!(gone.is_empty(), "{path}: {gone:#?}");
    }
}

fn check_all(documents: &[Document]) {
    let mut faults = Vec::new();
    for document in documents {
        let started = Instant::now();
        let clashes = check(document, &mut faults);
        if document.sources.document().text.len() > 100_000 {
            println!("{}: {:.1} s, {clashes} clashes", document.name, started.elapsed().as_secs_f32());
        }
    }
    assert!(faults.is_empty(), "{} renamed:\n{}", faults.len(), faults.join("\n"));
}

/// A document as it was.
struct Before<'d> {
    document: &'d Document,
    value: Value,
    names: Names,
}

/// Changes a document several times, large ones seldom; how many names were given up by what they clashed with.
fn check(document: &Document, faults: &mut Vec<String>) -> usize {
    // A configuration names what may be taken out; and of several files, one alone would be looked at.
    let is_alone = document.sources.iter().count() == 1;
    let Some(value) = document.value(FileId::DOCUMENT).filter(|_| is_alone) else { return 0 };
    let Some(made) = Document::of_value(&document.name, &value).made() else { return 0 };
    faults.extend(distinct::faults(&made).into_iter().map(|fault| format!("{}: {fault}", document.name)));
    let before = Before { document, names: Names::of(&made), value };
    let rounds = match document.sources.document().text.len() {
        0..10_000 => 4,
        10_000..100_000 => 12,
        100_000..500_000 => 4,
        _ => 2,
    };
    let mut clashes = 0;
    for round in 0..rounds {
        let mut random = Random::new(round);
        let mut shuffled = before.value.clone();
        change::shuffle(&mut shuffled, &mut random);
        clashes += compare(&before, "shuffled", &shuffled, faults);
        let mut reduced = before.value.clone();
        change::take_out(&mut reduced, round % 2 == 1, &mut random);
        clashes += compare(&before, "reduced", &reduced, faults);
        if round == 0 {
            let mut increased = before.value.clone();
            change::add(&mut increased);
            clashes += compare(&before, "increased", &increased, faults);
        }
    }
    clashes
}

fn compare(of: &Before<'_>, how: &str, value: &Value, faults: &mut Vec<String>) -> usize {
    let name = &of.document.name;
    let Some(after) = Document::of_value(name, value).made() else {
        faults.push(format!("{name}, {how}: nothing is generated"));
        return 0;
    };
    let taken_out = TakenOut::of(&of.value, value, &of.names);
    let all = of.names.renamed(&Names::of(&after), value);
    let count = all.len();
    let real: Vec<_> = all.into_iter().filter(|renamed| !taken_out.explains(renamed, &of.value)).collect();
    let clashes = count - real.len();
    let more = real.len().saturating_sub(SHOWN);
    faults.extend(real.iter().take(SHOWN).map(|renamed| format!("{name}, {how}: {renamed}")));
    faults.extend((more > 0).then(|| format!("{name}, {how}: .. and {more} more")));
    clashes
}

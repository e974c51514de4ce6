//! Names hold still: what one part of a document is called doesn't depend on another part.
//!
//! Operations, schemas and members of maps are taken out of documents, and the maps are shuffled, at random and the same
//! in each run. What stays must have the names that it had: the same holds of adding, which is the other direction.
//!
//! Some names can't hold still: of two things that are written with the same words in one scope, one or both are called
//! otherwise, and when one goes, the other may get the better name. [`TakenOut::explains`] says which these are.

mod change;
mod names;
mod renamed;

use std::time::Instant;

use serde_json::Value;
use specwright::source::FileId;

use crate::input::{Document, corpus, fixtures};
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
    let before = Before { document, names: Names::of(&made), value };
    let rounds = match document.sources.document().text.len() {
        ..10_000 => 6,
        ..100_000 => 12,
        ..500_000 => 4,
        ..2_000_000 => 2,
        _ => 1,
    };
    let mut clashes = 0;
    for round in 0..rounds {
        let mut random = Random::new(round);
        let mut shuffled = before.value.clone();
        change::shuffle(&mut shuffled, &mut random);
        clashes += compare(&before, "shuffled", &shuffled, faults);
        let mut reduced = before.value.clone();
        change::take_out(&mut reduced, &mut random);
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

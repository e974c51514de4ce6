//! Everything that a document describes has exactly one entry in the ledger, and its place in the crate.

mod crate_has;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use specwright::Intermediate;
use specwright::config::Config;
use specwright::ledger::{Construct, Disposition};
use specwright::source::{Role, Source};

use crate::input::{Document, corpus, fixtures};
use walk::{At, Files, Found};

/// How many faults of one document are shown.
const SHOWN: usize = 12;

#[test]
fn of_all_fixtures() {
    let documents = fixtures();
    let generated = check_all(&documents);
    assert!(generated * 2 > documents.len(), "only {generated} of {} documents generate", documents.len());
}

/// The same where the configuration leaves out what it can.
#[test]
fn of_all_fixtures_without_their_operations() {
    let mut documents = fixtures();
    documents.iter_mut().for_each(leave_out_all);
    assert!(check_all(&documents) * 2 > documents.len());
}

#[test]
fn of_all_real_documents() {
    let documents = corpus();
    let started = Instant::now();
    let generated = check_all(&documents);
    println!("{generated} documents in {:.1} s", started.elapsed().as_secs_f32());
    assert_eq!(generated, documents.len());
    let mut small = documents;
    small.retain(|document| document.sources.document().text.len() < 1_000_000);
    small.iter_mut().for_each(leave_out_all);
    assert_eq!(check_all(&small), small.len());
}

/// Leaves all operations out, and the schemas that nothing uses then.
fn leave_out_all(document: &mut Document) {
    let text = "[crate]\nname = 'example'\n[operations]\nexclude = [{ path = '**' }]\n[schemas]\nprune = true\n";
    let source = Source { name: "specwright.toml".to_owned(), text: text.to_owned() };
    let file = document.sources.add(Role::Config, source.clone());
    document.config = Config::parse(&source, file).expect("it can be used");
}

/// Checks those that generate; how many these are.
fn check_all(documents: &[Document]) -> usize {
    let mut generated = 0;
    let mut faults = Vec::new();
    for document in documents {
        let Some(made) = document.made() else { continue };
        // Text that only the generator reads, such as JSON with half of a surrogate pair.
        let Some(files) = Files::read(document) else {
            println!("{}: read by the generator alone", document.name);
            continue;
        };
        generated += 1;
        let mut own = faults_of(document, &files, &made);
        let more = own.len().saturating_sub(SHOWN);
        own.truncate(SHOWN);
        faults.extend(own.into_iter().map(|fault| format!("{}: {fault}", document.name)));
        faults.extend((more > 0).then(|| format!("{}: .. and {more} more", document.name)));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    generated
}

/// All that is wrong with what became of a document.
fn faults_of(document: &Document, files: &Files<'_>, made: &Intermediate) -> Vec<String> {
    let found = files.walk();
    let ledger = Ledger::of(made);
    let mut faults = ledger.faults(&found);
    faults.extend(findings_faults(made));
    if document.config.operations.is_empty() && !document.config.schemas.prune {
        let excluded = ledger.of.iter().filter(|(_, disposition)| **disposition == Disposition::Excluded);
        faults.extend(excluded.map(|((construct, at), _)| format!("{construct:?} {} is excluded", shown(at))));
    }
    faults.extend(crate_has::faults(files, &found, &ledger, made, document.config.schemas.prune));
    faults
}

/// The entries of a ledger, by what they are about.
pub(crate) struct Ledger {
    pub(crate) of: BTreeMap<(Construct, At), Disposition>,
    /// What has several entries, or one without a pointer.
    odd: Vec<String>,
}

impl Ledger {
    fn of(made: &Intermediate) -> Ledger {
        let mut ledger = Ledger { of: BTreeMap::new(), odd: Vec::new() };
        for entry in &made.ledger {
            let Some(pointer) = entry.location.place.pointer() else {
                ledger.odd.push(format!("{:?} without a pointer", entry.construct));
                continue;
            };
            let at = (entry.location.file, pointer.to_string());
            if ledger.of.insert((entry.construct, at.clone()), entry.disposition).is_some() {
                ledger.odd.push(format!("{:?} {} has several entries", entry.construct, shown(&at)));
            }
        }
        ledger
    }

    /// What became of a thing.
    pub(crate) fn get(&self, construct: Construct, at: &At) -> Option<Disposition> {
        self.of.get(&(construct, at.clone())).copied()
    }

    fn faults(&self, found: &Found) -> Vec<String> {
        let mut faults = self.odd.clone();
        let known: BTreeSet<_> = self.of.keys().cloned().collect();
        let missing = found.things.difference(&known);
        faults.extend(missing.map(|(construct, at)| format!("{construct:?} {} has no entry", shown(at))));
        let unknown = known.difference(&found.things);
        faults.extend(unknown.map(|(construct, at)| format!("{construct:?} {} is not there", shown(at))));
        for (construct, reference, target) in &found.references {
            let what = |at| self.get(*construct, at);
            if what(reference) == Some(Disposition::Typed) && matches!(what(target), Some(Disposition::Loosened(_))) {
                faults.push(format!("{construct:?} {} is typed, and what it refers to isn't", shown(reference)));
            }
        }
        faults
    }
}

/// What is loosened has a finding that tells so.
fn findings_faults(made: &Intermediate) -> Vec<String> {
    let told: BTreeSet<_> = made.findings.iter().map(|finding| finding.code).collect();
    let mut silent = BTreeMap::new();
    for entry in &made.ledger {
        if let Disposition::Loosened(code) = entry.disposition
            && !told.contains(&code)
        {
            silent.entry(code).or_insert_with(|| format!("{:?} {:?}", entry.construct, entry.location.place));
        }
    }
    silent.into_iter().map(|(code, first)| format!("{first} is loosened by {code}, of which nothing is told")).collect()
}

fn shown(at: &At) -> String {
    format!("{}{}", if at.0 == specwright::source::FileId::DOCUMENT { "" } else { "(other file)" }, at.1)
}

/// What documents rarely say, all in one: each must have its entry all the same.
const ODD: &str = include_str!("ledger/odd.yaml");

#[test]
fn of_odd_places() {
    let mut faults = Vec::new();
    for version in ["3.0.4", "3.1.1", "3.2.0"] {
        let document = Document::inline(&ODD.replace("VERSION", version));
        let made = document.made().expect("it generates");
        let files = Files::read(&document).expect("it is YAML");
        let found = files.walk();
        assert!(found.things.len() > 60, "the walk goes everywhere");
        faults.extend(faults_of(&document, &files, &made).into_iter().map(|fault| format!("{version}: {fault}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What the configuration leaves out has entries, too, that say so.
#[test]
fn of_what_is_left_out() {
    let mut document = Document::inline(&ODD.replace("VERSION", "3.1.1"));
    let text = "[crate]\nname = 'example'\n[operations]\nexclude = [{ id = 'cats' }]\n".to_owned();
    let source = Source { name: "specwright.toml".to_owned(), text };
    let file = document.sources.add(Role::Config, source.clone());
    document.config = Config::parse(&source, file).expect("it can be used");
    let made = document.made().expect("it generates");
    let files = Files::read(&document).expect("it is YAML");
    let faults = faults_of(&document, &files, &made);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    let excluded: Vec<_> = made.ledger.iter().filter(|entry| entry.disposition == Disposition::Excluded).collect();
    let is_operation = |entry: &&&specwright::ledger::Entry| entry.construct == Construct::Operation;
    assert_eq!(excluded.iter().filter(is_operation).count(), 1);
    for entry in excluded {
        let pointer = entry.location.place.pointer().map(ToString::to_string).unwrap_or_default();
        let is_of_cats = pointer.starts_with("/paths/~1cats") || pointer.starts_with("/x-own");
        assert!(is_of_cats, "{:?} {pointer} is excluded", entry.construct);
    }
}

//! What became of the values of one document.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::output::{Out, say, visible};

/// How many failing schemas are shown; the file has all.
const SHOWN: usize = 20;

/// The numbers of one document, and everything that someone should look at.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) document: String,
    pub(crate) schemas: usize,
    pub(crate) typed: usize,
    /// The others, by the code of the finding.
    pub(crate) loosened: BTreeMap<String, usize>,
    pub(crate) types: usize,
    pub(crate) examples: Counts,
    pub(crate) made: Counts,
    /// The values that are wrong, by what became of them: read in the lenient way, or refused with the place.
    pub(crate) invalid: BTreeMap<&'static str, usize>,
    pub(crate) failures: Vec<Failure>,
    /// The examples that their own schema rejects.
    pub(crate) rejected_examples: Vec<Failure>,
    /// The schemas that no value could be made for.
    pub(crate) without_values: Vec<String>,
    /// The schemas that have no more values than were made: booleans, enums.
    pub(crate) finite: usize,
    /// The schemas that fewer values than wanted could be made for, with how many.
    pub(crate) with_few_values: BTreeMap<String, usize>,
    /// The schemas that `jsonschema` can't compile, with why.
    pub(crate) not_judged: BTreeMap<String, String>,
    pub(crate) seconds: Seconds,
}

/// How many values there were, and what became of them.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) valid: usize,
    /// Those that came back as they were sent.
    pub(crate) equal: usize,
    /// Those that came back without members that no schema names.
    pub(crate) without_unnamed: usize,
}

/// A value that someone should look at.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Failure {
    pub(crate) schema: String,
    #[serde(rename = "type")]
    pub(crate) ty: String,
    /// Where the value is from.
    pub(crate) origin: String,
    pub(crate) value: String,
    /// What became of it.
    pub(crate) became: String,
}

/// Where the time went.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Seconds {
    pub(crate) generate: f64,
    pub(crate) make: f64,
    pub(crate) run: f64,
}

impl Report {
    pub(crate) fn is_good(&self) -> bool {
        self.failures.is_empty()
    }

    /// Prints the numbers, and the first failures.
    pub(crate) fn print(&self) {
        let Report { document, schemas, typed, types, examples, made, .. } = self;
        let codes: Vec<_> = self.loosened.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let others = if codes.is_empty() { String::new() } else { format!("; the others: {}", codes.join(", ")) };
        say!(Out::Output, "{}: {typed} of {schemas} schemas typed{others}; {types} types", visible(document));
        say!(
            Out::Output,
            "  examples: {} valid, {} came back equal, {} without unnamed members; {} rejected by their schemas",
            examples.valid,
            examples.equal,
            examples.without_unnamed,
            self.rejected_examples.len()
        );
        let invalid: Vec<_> = self.invalid.iter().map(|(what, count)| format!("{count} {what}")).collect();
        say!(
            Out::Output,
            "  made: {} valid, {} came back equal; invalid: {}",
            made.valid,
            made.equal,
            invalid.join(", ")
        );
        say!(
            Out::Output,
            "  schemas without made values: {}; with fewer than wanted: {}; that have no more: {}; not judged: {}",
            self.without_values.len(),
            self.with_few_values.len(),
            self.finite,
            self.not_judged.len()
        );
        let Seconds { generate, make, run } = self.seconds;
        say!(Out::Output, "  seconds: {generate:.1} to generate, {make:.1} to make values, {run:.1} to build and run");
        let failing = self.failing();
        for (failure, count) in failing.iter().take(SHOWN) {
            failure.print(*count);
        }
        if failing.len() > SHOWN {
            say!(Out::Output, "  and {} more schemas whose values failed", failing.len() - SHOWN);
        }
    }

    /// The shortest failure of each schema, and how many it has; those first that tell most shortly what is wrong.
    fn failing(&self) -> Vec<(&Failure, usize)> {
        let mut failing: BTreeMap<&str, (&Failure, usize)> = BTreeMap::new();
        for failure in &self.failures {
            let (shortest, count) = failing.entry(&failure.schema).or_insert((failure, 0));
            *count += 1;
            if failure.value.len() < shortest.value.len() {
                *shortest = failure;
            }
        }
        let mut failing: Vec<_> = failing.into_values().collect();
        failing.sort_by_key(|(failure, _)| failure.value.len());
        failing
    }
}

impl Failure {
    fn print(&self, count: usize) {
        let short = |text: &str| visible(&text.chars().take(300).collect::<String>());
        let ty = short(&self.ty);
        say!(Out::Output, "  FAILED {} ({ty}), {}, one of {count}", short(&self.schema), self.origin);
        say!(Out::Output, "    sent   {}", short(&self.value));
        say!(Out::Output, "    became {}", short(&self.became));
    }
}

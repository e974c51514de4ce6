//! The values of all schemas of a document: its own examples, made ones, and wrong ones.

use std::collections::HashSet;
use std::num::NonZero;

use serde_json::Value;
use specwright::SchemaType;

use super::examples::examples;
use super::invalid::changed;
use super::judged::{Judge, Judged};
use super::make::Maker;
use super::random::Random;
use super::schemas::{Place, Schemas};

/// How many valid and how many wrong values are wanted of each schema.
pub(crate) const WANTED: usize = 20;

/// How many values are tried for that.
const TRIES: usize = 120;

/// What tries of one schema may come to, together, in bytes.
const MAX_BYTES: usize = 200_000;

/// The values of one schema.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    pub(crate) values: Vec<Case>,
    /// The examples that the schema rejects: the keyword, and the value.
    pub(crate) rejected: Vec<(&'static str, String)>,
    pub(crate) not_judged: Option<String>,
    /// Whether there may be more values than those that were made: others were tried that are not valid.
    pub(crate) has_more: bool,
}

/// A value.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) origin: Origin,
    pub(crate) json: String,
}

/// Where a value is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It stands in the document under this keyword.
    Example(&'static str),
    /// Somebody else says that it is valid: this is what they call it.
    Given(String),
    /// It was made by this try.
    Made(usize),
    /// It is a changed one that the schema rejects.
    Invalid,
}

/// The values of these schemas, in their order.
pub(crate) fn cases(schemas: Schemas<'_>, judged: &Judged, types: &[&SchemaType]) -> Vec<Cases> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = types.len().div_ceil(threads * 8).max(1);
    let shares: Vec<&[&SchemaType]> = types.chunks(share).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut made: Vec<(usize, Vec<Cases>)> = std::thread::scope(|scope| {
        let work = || {
            let mut made = Vec::new();
            loop {
                let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(types) = shares.get(number) else { break made };
                made.push((number, of_share(schemas, judged, types)));
            }
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    made.sort_by_key(|(number, _)| *number);
    made.into_iter().flat_map(|(_, cases)| cases).collect()
}

fn of_share(schemas: Schemas<'_>, judged: &Judged, types: &[&SchemaType]) -> Vec<Cases> {
    let locations: Vec<_> = types.iter().map(|ty| &ty.location).collect();
    let judges = judged.judges(&locations);
    let mut maker = Maker::new(schemas);
    let one = |(ty, judge): (&&SchemaType, Result<Judge, String>)| match (judge, schemas.at(&ty.location)) {
        (Ok(judge), Some(place)) => of_schema(&mut maker, &judge, place, &seed(ty)),
        (Err(error), _) => Cases { not_judged: Some(error), ..Cases::default() },
        (_, None) => Cases { not_judged: Some("it is not there".to_owned()), ..Cases::default() },
    };
    types.iter().zip(judges).map(one).collect()
}

/// What the values of a schema depend on: where it stands, and nothing else.
fn seed(ty: &SchemaType) -> String {
    ty.location.place.pointer().map(ToString::to_string).unwrap_or_default()
}

fn of_schema<'d>(maker: &mut Maker<'d>, judge: &Judge, place: Place<'d>, seed: &str) -> Cases {
    let mut cases = Cases::default();
    for example in examples(place) {
        let json = example.value.to_string();
        match judge.accepts(example.value) {
            true => cases.values.push(Case { origin: Origin::Example(example.keyword), json }),
            false => cases.rejected.push((example.keyword, json)),
        }
    }
    let valid = made(maker, judge, place, seed, &mut cases);
    invalid(judge, &valid, seed, &mut cases);
    cases
}

/// Makes valid values, all of them different.
fn made<'d>(maker: &mut Maker<'d>, judge: &Judge, place: Place<'d>, seed: &str, cases: &mut Cases) -> Vec<Value> {
    maker.begin();
    let mut known: HashSet<String> = HashSet::new();
    let mut valid = Vec::new();
    let mut bytes = 0;
    for number in 0..TRIES {
        if valid.len() == WANTED || bytes > MAX_BYTES {
            break;
        }
        let value = maker.make(place, seed, number);
        let Some(value) = value.filter(|value| judge.accepts(value)) else {
            cases.has_more = true;
            continue;
        };
        let json = value.to_string();
        bytes += json.len();
        if !known.insert(json.clone()) {
            continue;
        }
        cases.values.push(Case { origin: Origin::Made(number), json });
        valid.push(value);
    }
    valid
}

fn invalid(judge: &Judge, valid: &[Value], seed: &str, cases: &mut Cases) {
    let mut known: HashSet<String> = HashSet::new();
    let mut random = Random::new(seed, usize::MAX);
    for _ in 0..TRIES {
        let Some(value) = random.choose(valid).filter(|_| known.len() < WANTED) else { break };
        let value = changed(value, &mut random);
        let json = value.to_string();
        if !judge.accepts(&value) && known.insert(json.clone()) {
            cases.values.push(Case { origin: Origin::Invalid, json });
        }
    }
}

//! Giving out the names of one scope at once.
//!
//! Every candidate asks for its spellings in turn, the best first, and goes on to the next where it loses one. What
//! was asked for is never forgotten, so that a name which two equals wanted stays free of both; that makes the result
//! independent of the order in which candidates ask. What runs out of spellings gets its best one with a short hash of
//! its location behind it, so that everything is named, and nothing is numbered.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::hash::Hash;

use super::location_hash::{HashWord, LocationHash};
use super::{Case, Ident, words};

/// The length of the longest name that is given: it is a file's name too, and someone has to read it.
pub const LONGEST: usize = 120;

/// The word before the hash of what has no words.
const UNNAMED: &str = "unnamed";

/// Something that wants a name in a scope.
pub struct Candidate<'a, K> {
    key: K,
    location: Cow<'a, str>,
    spelling: Cow<'a, str>,
    further: Option<Further<'a>>,
    rank: u8,
    pin: Option<Ident>,
}

type Further<'a> = Box<dyn Fn() -> Vec<Cow<'a, str>> + 'a>;

impl<'a, K> Candidate<'a, K> {
    /// What stands at `location` and is best called `spelling`.
    ///
    /// The key is given back with the name. The location is the last resort for telling candidates apart, so it has
    /// to be another one for each of a scope, and should hold still when other parts of the document change.
    pub fn new(key: K, location: impl Into<Cow<'a, str>>, spelling: impl Into<Cow<'a, str>>) -> Self {
        Self { key, location: location.into(), spelling: spelling.into(), further: None, rank: 0, pin: None }
    }

    /// What it is called where its spelling is taken, best first; asked for only then.
    #[must_use]
    pub fn or_else<I>(mut self, further: impl Fn() -> I + 'a) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Cow<'a, str>>,
    {
        self.further = Some(Box::new(move || further().into_iter().map(Into::into).collect()));
        self
    }

    /// Who keeps a name that several want: the lowest. Equals all go on to their next spelling.
    #[must_use]
    pub fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// The name that the configuration gives, which nothing else can take.
    #[must_use]
    pub fn pin(mut self, pin: Option<Ident>) -> Self {
        self.pin = pin;
        self
    }
}

impl<K: fmt::Debug> fmt::Debug for Candidate<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate")
            .field("key", &self.key)
            .field("location", &self.location)
            .field("spelling", &self.spelling)
            .field("rank", &self.rank)
            .field("pin", &self.pin)
            .finish_non_exhaustive()
    }
}

/// The names of one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned<K: Eq + Hash> {
    /// The name of every candidate; no two are equal, and none is reserved.
    pub names: HashMap<K, Ident>,
    /// The pins that couldn't be kept, sorted by pin.
    pub pin_conflicts: Vec<PinConflict<K>>,
    /// What has a hash in its name, in the order of the candidates.
    pub hashed: Vec<K>,
}

/// A name of the configuration that couldn't be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinConflict<K> {
    /// The name.
    pub pin: Ident,
    /// Whether it is reserved; otherwise several have this pin.
    pub reserved: bool,
    /// What has this pin, in the order of the candidates.
    pub keys: Vec<K>,
}

/// The names of one scope.
///
/// Any two candidates get distinct names. They depend on the candidates' spellings, ranks, pins and locations, not on
/// the order of the candidates. A candidate that asks for what nobody else wants changes no other name.
///
/// Who gets what several want: a pin; then who has it as the earlier spelling, so that a second choice takes nobody's
/// first; then the lowest rank; then who is written like that already (`FooBar` before `foo_bar`).
pub fn assign<K: Clone + Eq + Hash>(case: Case, reserved: &[&str], candidates: Vec<Candidate<'_, K>>) -> Assigned<K> {
    let reserved: HashSet<&str> = reserved.iter().copied().collect();
    let mut requests: Vec<_> = candidates.iter().enumerate().map(|(at, of)| Requests::new(case, at, of)).collect();
    let mut holders: HashMap<Ident, Holder> = HashMap::with_capacity(candidates.len());
    let mut waiting: Vec<usize> = (0..candidates.len()).rev().collect();
    while let Some(at) = waiting.pop() {
        let (name, strength) = requests[at].next();
        if reserved.contains(name.as_str()) {
            waiting.push(at);
            continue;
        }
        match holders.get_mut(&name) {
            Some(holder) => waiting.extend(holder.ask(at, strength)),
            None => drop(holders.insert(name, Holder { strength, candidate: Some(at) })),
        }
    }
    let mut named: Vec<Option<Ident>> = vec![None; candidates.len()];
    for (name, holder) in holders {
        if let Some(name_of) = holder.candidate.and_then(|at| named.get_mut(at)) {
            *name_of = Some(name);
        }
    }
    let hashed = candidates.iter().zip(&requests).filter(|(_, requests)| requests.hashes > 0);
    Assigned {
        hashed: hashed.map(|(candidate, _)| candidate.key.clone()).collect(),
        pin_conflicts: pin_conflicts(&reserved, &candidates, &named),
        names: candidates.into_iter().zip(named).filter_map(|(of, name)| Some((of.key, name?))).collect(),
    }
}

fn pin_conflicts<K: Clone>(
    reserved: &HashSet<&str>,
    candidates: &[Candidate<'_, K>],
    named: &[Option<Ident>],
) -> Vec<PinConflict<K>> {
    let mut lost: BTreeMap<&Ident, Vec<K>> = BTreeMap::new();
    for (candidate, name) in candidates.iter().zip(named) {
        if let Some(pin) = candidate.pin.as_ref().filter(|&pin| name.as_ref() != Some(pin)) {
            lost.entry(pin).or_default().push(candidate.key.clone());
        }
    }
    lost.into_iter()
        .map(|(pin, keys)| PinConflict { pin: pin.clone(), reserved: reserved.contains(pin.as_str()), keys })
        .collect()
}

/// How good a claim to a name is; the lowest wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Pinned,
    Spelled { position: usize, rank: u8, converted: bool },
    Hashed { attempt: usize },
}

/// What became of a name that was asked for.
struct Holder {
    /// The best claim so far.
    strength: Strength,
    /// Who made it; nobody where several did.
    candidate: Option<usize>,
}

impl Holder {
    /// Lets a candidate ask for the name; those that are given don't have it.
    fn ask(&mut self, at: usize, strength: Strength) -> Vec<usize> {
        match strength.cmp(&self.strength) {
            std::cmp::Ordering::Less => {
                self.strength = strength;
                self.candidate.replace(at).into_iter().collect()
            }
            std::cmp::Ordering::Equal => self.candidate.take().into_iter().chain([at]).collect(),
            std::cmp::Ordering::Greater => vec![at],
        }
    }
}

/// The names that one candidate asks for, without an end.
struct Requests<'c, 'a> {
    case: Case,
    /// The candidate's index.
    at: usize,
    pin: Option<&'c Ident>,
    rank: u8,
    location: &'c str,
    first: &'c str,
    further: Option<&'c Further<'a>>,
    /// What `further` gave, once it was asked.
    spellings: Vec<Cow<'a, str>>,
    /// How many spellings were asked for.
    position: usize,
    /// The words of the first spelling that has any.
    best: Vec<String>,
    /// How many hashes were asked for.
    hashes: usize,
}

impl<'c, 'a> Requests<'c, 'a> {
    fn new<K>(case: Case, at: usize, of: &'c Candidate<'a, K>) -> Self {
        Self {
            case,
            at,
            pin: of.pin.as_ref(),
            rank: of.rank,
            location: &of.location,
            first: &of.spelling,
            further: of.further.as_ref(),
            spellings: Vec::new(),
            position: 0,
            best: Vec::new(),
            hashes: 0,
        }
    }

    fn next(&mut self) -> (Ident, Strength) {
        if let Some(pin) = self.pin.take() {
            return (pin.clone(), Strength::Pinned);
        }
        self.spelled().unwrap_or_else(|| self.hashed())
    }

    /// The next spelling that is a name, and not too long for one.
    fn spelled(&mut self) -> Option<(Ident, Strength)> {
        loop {
            let position = self.position;
            if let Some(further) = self.further.take_if(|_| position > 0) {
                self.spellings = further();
            }
            let spelling = match position.checked_sub(1) {
                None => self.first,
                Some(index) => self.spellings.get(index)?,
            };
            self.position += 1;
            let words = words(spelling);
            let Some(name) = self.case.ident(&words) else { continue };
            let strength = Strength::Spelled { position, rank: self.rank, converted: name.as_str() != spelling };
            if self.best.is_empty() {
                self.best = words;
            }
            if name.as_str().len() <= LONGEST {
                return Some((name, strength));
            }
        }
    }

    /// The best spelling and a hash of the location, a longer one each time.
    fn hashed(&mut self) -> (Ident, Strength) {
        let attempt = self.hashes;
        self.hashes += 1;
        let hash = LocationHash::of(self.location).word(attempt).unwrap_or_else(|| {
            // Candidates that share their location get here, which they shouldn't: their order tells them apart.
            LocationHash::of(&format!("{}#{}#{attempt}", self.location, self.at)).longest()
        });
        (with_hash(self.case, &self.best, &hash), Strength::Hashed { attempt })
    }
}

/// The name of `words` with `hash` behind it, cut at the end of a word where it would be too long.
fn with_hash(case: Case, words: &[String], hash: &HashWord) -> Ident {
    let mut free = LONGEST.saturating_sub(hash.as_str().len() + 2);
    let fits = |word: &&String| {
        let left = free.checked_sub(word.len() + 1);
        free = left.unwrap_or_default();
        left.is_some()
    };
    let mut kept: Vec<String> = words.iter().take_while(fits).cloned().collect();
    if kept.is_empty() {
        // There is no word, or the first one is too long; words are ASCII.
        let start = words.first().map_or(UNNAMED, |word| word.get(..LONGEST / 2).unwrap_or(word));
        kept.push(start.to_owned());
    }
    case.ident_with_hash(&kept, hash)
}

#[cfg(test)]
mod tests;

//! The names of one scope, or its collisions: what [`assign`](super::assign) replaces. To be removed with its users.

use std::collections::BTreeMap;

use super::{Case, Ident, LONGEST, words};

/// Something that wants a name in a scope.
#[derive(Debug, Clone)]
pub struct Candidate<K> {
    /// What the name is for, given back with it.
    pub key: K,
    /// What it would be called, best first; each later one says more of the context.
    pub spellings: Vec<String>,
    /// Who keeps a name that two want: the lowest. Equals both go on to their next spelling.
    pub rank: u8,
    /// The name that the configuration gives, which nothing else can take.
    pub pin: Option<Ident>,
}

/// A name that could not be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collision<K> {
    /// Several want this name, and none of their other spellings is free.
    Taken {
        /// The name.
        name: String,
        /// Who wants it, in the order of the candidates.
        keys: Vec<K>,
    },
    /// Nothing in the spellings can be made a name, or only one that is longer than [`LONGEST`].
    Nameless(K),
}

/// The names of one scope, in the order of the candidates.
///
/// What is given doesn't depend on that order, only on the candidates' spellings, ranks and pins.
///
/// # Errors
///
/// All the collisions, when there is one.
pub fn assign<K: Clone>(
    case: Case,
    reserved: &[&str],
    candidates: &[Candidate<K>],
) -> Result<Vec<(K, Ident)>, Vec<Collision<K>>> {
    let choices: Vec<Vec<Ident>> = candidates.iter().map(|candidate| choices(case, candidate)).collect();
    let nameless = choices.iter().zip(candidates).filter(|(choices, _)| choices.is_empty());
    let mut collisions: Vec<_> = nameless.map(|(_, candidate)| Collision::Nameless(candidate.key.clone())).collect();
    let mut at = vec![0; candidates.len()];
    loop {
        let mut wanted: BTreeMap<&Ident, Vec<usize>> = BTreeMap::new();
        for (index, choices) in choices.iter().enumerate() {
            if let Some(name) = choices.get(at[index]) {
                wanted.entry(name).or_default().push(index);
            }
        }
        let mut moved = false;
        let mut stuck = Vec::new();
        for (name, indices) in &wanted {
            let losers = losers(name, indices, reserved, candidates);
            if losers.is_empty() {
                continue;
            }
            let able: Vec<_> = losers.iter().filter(|&&index| at[index] + 1 < choices[index].len()).collect();
            able.iter().for_each(|&&index| at[index] += 1);
            moved |= !able.is_empty();
            if able.is_empty() {
                stuck.push((*name, indices));
            }
        }
        if moved {
            continue;
        }
        collisions.extend(stuck.into_iter().map(|(name, indices)| Collision::Taken {
            name: name.to_string(),
            keys: indices.iter().map(|&index| candidates[index].key.clone()).collect(),
        }));
        if !collisions.is_empty() {
            return Err(collisions);
        }
        let named = candidates.iter().zip(choices).zip(at);
        return Ok(named
            .filter_map(|((candidate, mut choices), at)| {
                (at < choices.len()).then(|| (candidate.key.clone(), choices.swap_remove(at)))
            })
            .collect());
    }
}

/// The identifiers a candidate may get, best first, none twice.
fn choices<K>(case: Case, candidate: &Candidate<K>) -> Vec<Ident> {
    if let Some(pin) = &candidate.pin {
        return vec![pin.clone()];
    }
    let mut choices = Vec::new();
    for spelling in &candidate.spellings {
        if let Some(ident) = case.ident(&words(spelling))
            && ident.as_str().len() <= LONGEST
            && !choices.contains(&ident)
        {
            choices.push(ident);
        }
    }
    choices
}

/// Who of those that want `name` must look on.
fn losers<K>(name: &Ident, indices: &[usize], reserved: &[&str], candidates: &[Candidate<K>]) -> Vec<usize> {
    let strength = |index: usize| (candidates[index].pin.is_none(), candidates[index].rank);
    if reserved.contains(&name.as_str()) {
        return indices.to_vec();
    }
    let Some(best) = indices.iter().map(|&index| strength(index)).min() else {
        return Vec::new();
    };
    let winners = indices.iter().filter(|&&index| strength(index) == best).count();
    indices.iter().copied().filter(|&index| winners > 1 || strength(index) != best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(spellings: &[&str], rank: u8) -> Candidate<String> {
        Candidate {
            key: spellings[0].to_owned(),
            spellings: spellings.iter().map(|&text| text.to_owned()).collect(),
            rank,
            pin: None,
        }
    }

    fn names(candidates: &[Candidate<String>]) -> Vec<String> {
        let assigned = assign(Case::Type, &["Option"], candidates).expect("no collision");
        assigned.into_iter().map(|(_, ident)| ident.to_string()).collect()
    }

    #[test]
    fn the_lower_rank_keeps_the_name() {
        let given = names(&[candidate(&["pet", "pet query"], 1), candidate(&["Pet"], 0)]);
        assert_eq!(given, ["PetQuery", "Pet"]);
    }

    #[test]
    fn equals_both_say_more() {
        let given = names(&[candidate(&["pet", "cat pet"], 1), candidate(&["Pet", "dog pet"], 1)]);
        assert_eq!(given, ["CatPet", "DogPet"]);
    }

    #[test]
    fn the_order_does_not_matter() {
        let mut candidates = [
            candidate(&["pet", "a pet"], 1),
            candidate(&["Pet"], 0),
            candidate(&["a pet", "a pet model"], 2),
            candidate(&["Option", "option model"], 0),
        ];
        let mut first = names(&candidates);
        candidates.reverse();
        let mut second = names(&candidates);
        first.sort();
        second.sort();
        assert_eq!(first, second);
        assert!(first.contains(&"OptionModel".to_owned()), "{first:?}");
    }

    #[test]
    fn a_pin_beats_everything() {
        let mut pinned = candidate(&["other"], 9);
        pinned.pin = Ident::pinned("Pet", Case::Type);
        assert_eq!(names(&[candidate(&["Pet", "pet model"], 0), pinned]), ["PetModel", "Pet"]);
    }

    #[test]
    fn what_cannot_be_settled_is_told() {
        let collisions = assign(Case::Type, &[], &[candidate(&["Pet"], 0), candidate(&["pet"], 0)]);
        let keys = vec!["Pet".to_owned(), "pet".to_owned()];
        assert_eq!(collisions, Err(vec![Collision::Taken { name: "Pet".to_owned(), keys }]));
        let nameless = assign(Case::Type, &[], &[candidate(&["_"], 0)]);
        assert_eq!(nameless, Err(vec![Collision::Nameless("_".to_owned())]));
    }
}

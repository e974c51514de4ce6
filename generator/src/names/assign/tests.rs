use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn candidate<'a>(key: &'a str, spellings: &'a [&'a str], rank: u8) -> Candidate<'a, &'a str> {
    Candidate::new(key, format!("/{key}"), spellings[0]).or_else(|| spellings[1..].iter().copied()).rank(rank)
}

fn pinned<'a>(key: &'a str, spelling: &'a str, pin: &str) -> Candidate<'a, &'a str> {
    Candidate::new(key, format!("/{key}"), spelling).pin(Ident::pinned(pin, Case::Type))
}

/// `key: Name` of each candidate, in their order.
fn names(candidates: Vec<Candidate<'_, &str>>) -> Vec<String> {
    let keys: Vec<_> = candidates.iter().map(|candidate| candidate.key.to_owned()).collect();
    let assigned = assign(Case::Type, &["Option"], candidates);
    keys.iter().map(|key| format!("{key}: {}", assigned.names[key.as_str()])).collect()
}

#[test]
fn the_lower_rank_keeps_the_name() {
    let given = names(vec![candidate("a", &["pet", "pet query"], 1), candidate("b", &["Pet"], 0)]);
    assert_eq!(given, ["a: PetQuery", "b: Pet"]);
}

#[test]
fn equals_both_go_on() {
    let given = names(vec![candidate("a", &["pet", "cat pet"], 1), candidate("b", &["pet", "dog pet"], 1)]);
    assert_eq!(given, ["a: CatPet", "b: DogPet"]);
}

#[test]
fn what_equals_wanted_stays_free() {
    let of_equals = [candidate("a", &["pet", "cat pet"], 1), candidate("b", &["pet", "dog pet"], 1)];
    let other = candidate("c", &["Option", "pet", "bird pet"], 1);
    assert_eq!(names(of_equals.into_iter().chain([other]).collect())[2], "c: BirdPet");
}

#[test]
fn who_is_written_like_that_keeps_the_name() {
    let given = names(vec![candidate("a", &["foo_bar", "foo bar model"], 0), candidate("b", &["FooBar"], 0)]);
    assert_eq!(given, ["a: FooBarModel", "b: FooBar"]);
}

#[test]
fn a_second_choice_takes_nobodys_first() {
    let given = names(vec![
        candidate("a", &["Option", "OptionModel"], 0),
        candidate("b", &["option model"], 9),
        candidate("c", &["option model item"], 9),
    ]);
    assert_eq!(given[1..], ["b: OptionModel", "c: OptionModelItem"]);
    assert!(given[0].starts_with("a: Option") && given[0] != "a: Option");
}

#[test]
fn a_pin_beats_everything() {
    assert_eq!(
        names(vec![candidate("a", &["Pet", "pet model"], 0), pinned("b", "other", "Pet")]),
        ["a: PetModel", "b: Pet"]
    );
}

#[test]
fn pins_that_cannot_be_kept_are_told() {
    let candidates = vec![
        pinned("a", "cat", "Pet"),
        pinned("b", "dog", "Pet"),
        pinned("c", "maybe", "Option"),
        pinned("d", "bird", "Bird"),
    ];
    let assigned = assign(Case::Type, &["Option"], candidates);
    let told: Vec<_> = assigned.pin_conflicts.iter().map(|of| (of.pin.as_str(), of.reserved, &of.keys[..])).collect();
    assert_eq!(told, [("Option", true, &["c"][..]), ("Pet", false, &["a", "b"])]);
    assert_eq!((assigned.names["a"].as_str(), assigned.names["c"].as_str()), ("Cat", "Maybe"));
}

#[test]
fn the_last_resort_is_a_hash_of_the_location() {
    let given = names(vec![candidate("a", &["pet"], 0), candidate("b", &["pet"], 0), candidate("c", &["_"], 0)]);
    assert_eq!(given, ["a: PetM3z3", "b: PetHm72", "c: UnnamedJrgd"]);
}

#[test]
fn hashes_grow_until_they_differ() {
    let at_one_place = |key: u8| Candidate::new(key, "/same", "pet");
    let assigned = assign(Case::Value, &[], (0..50).map(at_one_place).collect());
    let distinct: HashSet<_> = assigned.names.values().collect();
    assert_eq!((distinct.len(), assigned.hashed.len()), (50, 50));
}

#[test]
fn long_names_are_cut_between_words() {
    let long = "very long name ".repeat(20);
    let letters = "x".repeat(500);
    let given =
        names(vec![candidate("a", &[&long], 0), candidate("b", &[&letters], 0), candidate("c", &[&long, "c"], 0)]);
    let name = given[0].strip_prefix("a: VeryLongNameVeryLong").expect("the words are kept");
    assert!(name.len() < 120 && !name.contains("Nam_") && given[1].len() < 80, "{given:?}");
    assert_eq!(given[2], "c: C");
}

#[test]
fn further_spellings_are_made_when_needed() {
    let never = Candidate::new(1, "/1", "pet").or_else(|| -> [String; 0] { unreachable!("nobody else wants it") });
    assert_eq!(assign(Case::Type, &[], vec![never]).names[&1].as_str(), "Pet");
}

#[test]
fn many_that_clash_are_quick() {
    let spelled = |key: u32| {
        Candidate::new(key, format!("/{key}"), format!("pet {}", key % 10))
            .or_else(move || [format!("pet {}", key % 100), format!("pet {}", key % 1000), format!("pet {key} x")])
    };
    let assigned = assign(Case::Type, &[], (0..10_000).map(spelled).collect());
    assert_eq!((assigned.names.len(), assigned.hashed.len()), (10_000, 0));
}

/// What a property test makes a candidate from.
#[derive(Debug, Clone)]
struct Wanted {
    spellings: Vec<String>,
    rank: u8,
    pin: Option<String>,
}

fn wanted() -> impl Strategy<Value = Wanted> {
    // Few words, so that there are many clashes, and now and then any text at all.
    let spelling = prop_oneof![4 => "[aA]( ?[bB])?( ?[cC])?", 1 => any::<String>()];
    let pin = proptest::option::weighted(0.1, "[A-C]");
    let parts = (proptest::collection::vec(spelling, 1..4), 0..3_u8, pin);
    parts.prop_map(|(spellings, rank, pin)| Wanted { spellings, rank, pin })
}

fn assigned(wanted: &[(usize, Wanted)], case: Case) -> Assigned<usize> {
    let candidates = wanted.iter().map(|(key, wanted)| {
        Candidate::new(*key, format!("/{key}"), wanted.spellings[0].as_str())
            .or_else(|| wanted.spellings[1..].iter().map(String::as_str))
            .rank(wanted.rank)
            .pin(wanted.pin.as_deref().and_then(|pin| Ident::pinned(pin, case)))
    });
    assign(case, &["A", "ab", "self"], candidates.collect())
}

fn cases() -> impl Strategy<Value = Case> {
    prop_oneof![Just(Case::Type), Just(Case::Variant), Just(Case::Value), Just(Case::Module), Just(Case::Const)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn everything_gets_a_name_of_its_own(
        wanted in proptest::collection::vec(wanted(), 0..20).prop_map(|all| all.into_iter().enumerate().collect::<Vec<_>>()),
        case in cases(),
    ) {
        let assigned = assigned(&wanted, case);
        let distinct: HashSet<_> = assigned.names.values().map(Ident::as_str).collect();
        prop_assert_eq!(distinct.len(), wanted.len());
        for name in distinct {
            prop_assert!(name.len() <= LONGEST && !["A", "ab", "self"].contains(&name), "{}", name);
            prop_assert!(Ident::pinned(name, case).is_some(), "{}", name);
        }
        let conflicts: HashSet<_> = assigned.pin_conflicts.iter().flat_map(|of| &of.keys).collect();
        for (key, wanted) in &wanted {
            let pin = wanted.pin.as_deref().and_then(|pin| Ident::pinned(pin, case));
            prop_assert!(pin.is_none_or(|pin| assigned.names[key] == pin || conflicts.contains(key)));
        }
    }

    #[test]
    fn the_order_changes_no_name(
        (wanted, shuffled) in proptest::collection::vec(wanted(), 0..20)
            .prop_map(|all| all.into_iter().enumerate().collect::<Vec<_>>())
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(assigned(&wanted, Case::Type).names, assigned(&shuffled, Case::Type).names);
    }

    #[test]
    fn what_clashes_with_nothing_renames_nothing(
        mut wanted in proptest::collection::vec(wanted(), 0..20)
            .prop_map(|all| all.into_iter().enumerate().collect::<Vec<_>>()),
        rank in 0..3_u8,
    ) {
        let before = assigned(&wanted, Case::Type).names;
        let own = "wanted by nobody else".to_owned();
        wanted.push((usize::MAX, Wanted { spellings: vec![own], rank, pin: None }));
        let mut after = assigned(&wanted, Case::Type).names;
        after.remove(&usize::MAX);
        prop_assert_eq!(before, after);
    }
}

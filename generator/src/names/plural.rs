//! The singular of an English plural, and whether a word is one, for the names of what a resource or a list holds.

use pluralizer::pluralize;

/// What looks like a plural, and isn't one, or is better left alone: an author's own word beats a made-up one.
const KEPT: &[&str] = &[
    "alias",
    "aws",
    "basis",
    "bias",
    "chaos",
    "cors",
    "cosmos",
    "data",
    "devops",
    "https",
    "iaas",
    "jenkins",
    "kubernetes",
    "lens",
    "macos",
    "metadata",
    "oasis",
    "paas",
    "postgres",
    "premises",
    "redis",
    "saas",
    "settings",
    "species",
    "windows",
];

/// Plurals that the library is wrong about.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("axes", "axis"),
    ("biases", "bias"),
    ("caches", "cache"),
    ("cpus", "cpu"),
    ("dies", "die"),
    ("excuses", "excuse"),
    ("fuses", "fuse"),
    ("gpus", "gpu"),
    ("lenses", "lens"),
    ("selfies", "selfie"),
    ("skus", "sku"),
    ("uris", "uri"),
    ("vcpus", "vcpu"),
];

/// Plurals without an `s`; the library has more of them, and takes `nova` for one.
const IRREGULAR: &[&str] = &["children", "criteria", "feet", "men", "mice", "people", "women"];

/// Words of up to three letters are abbreviations that end in an `s` (`dns`, `sms`), but for these.
const SHORT: &[&str] = &["ads", "dbs", "ids", "ips", "prs", "vms"];

/// Words in `ics` are sciences (`analytics`), but for these.
const NO_SCIENCES: &[&str] = &["clinics", "comics", "critics", "fabrics", "mechanics", "topics"];

/// `contacts` → `contact`, `companies` → `company`, `statuses` → `status`; a word that isn't surely a plural stays.
///
/// The word is in lower case, as [`words`](super::words) gives it.
pub fn singular(word: &str) -> String {
    if let Some((_, one)) = EXCEPTIONS.iter().find(|(plural, _)| *plural == word) {
        return (*one).to_owned();
    }
    let is_abbreviation = word.len() <= 3 && !SHORT.contains(&word);
    let is_regular = word.ends_with('s') || IRREGULAR.contains(&word);
    if is_abbreviation || is_science(word) || !is_regular || KEPT.contains(&word) {
        return word.to_owned();
    }
    let one = pluralize(word, 1, false);
    // What doesn't lead back was no plural, but where the library prefers another one (`indices`, `schemata`).
    let leads_back = || [&one, "es"].concat() == word || [&one, "s"].concat() == word;
    if pluralize(&one, 2, false) == word || leads_back() { one } else { word.to_owned() }
}

/// Whether `plural` is the plural of the word `one`; a word is no plural of itself.
pub fn is_plural_of(plural: &str, one: &str) -> bool {
    plural != one && singular(plural) == one
}

/// Whether `word` is surely a plural.
pub fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// Whether `word` is the same in both numbers, or has one alone: `series`, `metadata`.
pub fn is_uncountable(word: &str) -> bool {
    !is_plural(word) && (is_science(word) || KEPT.contains(&word) || pluralize(word, 2, false) == word)
}

/// `analytics`, `metrics`.
fn is_science(word: &str) -> bool {
    word.ends_with("ics") && !NO_SCIENCES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_of_documents() {
        let plurals = "addresses:address aliases:alias analyses:analysis apis:api boxes:box branches:branch \
            buses:bus caches:cache canvases:canvas cases:case charges:charge children:child companies:company \
            contacts:contact cookies:cookie courses:course criteria:criterion databases:database entries:entry \
            ids:id indexes:index indices:index invoices:invoice keys:key leases:lease licenses:license menus:menu \
            movies:movie people:person persons:person prices:price processes:process replies:reply responses:response schemas:schema sizes:size \
            skus:sku statuses:status topics:topic uris:uri urls:url uses:use vertices:vertex vpcs:vpc zombies:zombie";
        for pair in plurals.split_whitespace() {
            let (plural, expected) = pair.split_once(':').expect("a pair");
            assert_eq!(singular(plural), expected, "{plural}");
            assert_eq!(singular(expected), expected, "{expected}");
            assert!(is_plural_of(plural, expected) && !is_plural_of(expected, expected), "{plural}");
        }
    }

    #[test]
    fn what_is_no_plural_stays() {
        let words = "access address alias analysis analytics aws bus canvas data dns gas help https ios kubernetes media \
            metadata metrics news nova process progress s saas series settings sms species status success this x";
        for word in words.split_whitespace() {
            assert_eq!(singular(word), word);
        }
    }
}

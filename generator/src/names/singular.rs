//! The singular of an English plural, for the names of what a resource holds.

/// `contacts` → `contact`, `companies` → `company`, `statuses` → `status`; a word that isn't a plural stays.
///
/// Covers the regular plurals alone; a pin in the configuration names the rest.
pub fn singular(word: &str) -> String {
    const SAME: &[&str] =
        &["series", "species", "news", "analytics", "metrics", "sms", "dns", "https", "aws", "settings"];
    if SAME.contains(&word) || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    // `statuses` and `boxes` lose `es`, but a word whose singular ends in `e` loses only `s`.
    const ENDING_IN_E: &[&str] = &[
        "houses",
        "cases",
        "databases",
        "releases",
        "responses",
        "licenses",
        "expenses",
        "purchases",
        "sizes",
        "caches",
    ];
    let loses_es = ["ses", "xes", "zes", "ches", "shes"].iter().any(|end| word.ends_with(end));
    if loses_es && word != "uses" && !ENDING_IN_E.iter().any(|plural| word.ends_with(plural)) {
        return word.strip_suffix("es").unwrap_or(word).to_owned();
    }
    word.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn regular_plurals() {
        for (plural, expected) in [
            ("contacts", "contact"),
            ("companies", "company"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("cases", "case"),
            ("databases", "database"),
            ("status", "status"),
            ("address", "address"),
            ("analysis", "analysis"),
            ("news", "news"),
            ("s", "s"),
            ("help", "help"),
        ] {
            assert_eq!(singular(plural), expected, "{plural}");
        }
    }
}

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
    for end in ["ses", "xes", "zes", "ches", "shes"] {
        // `statuses` loses `es`; `houses`, `cases` and `sizes` only `s`.
        let silent_e = [
            "houses",
            "cases",
            "databases",
            "releases",
            "responses",
            "licenses",
            "sizes",
            "uses",
            "expenses",
            "purchases",
        ];
        if word.ends_with(end)
            && !silent_e.iter().any(|plural| word.ends_with(plural) && *plural != "uses" || word == *plural)
        {
            return word[..word.len() - 2].to_owned();
        }
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

//! The few words of English that tell a verb from what it is done to.

/// Verbs that `operationId`s start with. A word that is more often a noun is none of them.
const VERBS: &str = "\
    accept activate add append apply approve archive assign attach authenticate authorize ban block browse bulk buy \
    calculate cancel capture change check clear clone close compare complete compute configure confirm connect \
    convert copy count create deactivate decline delete deploy describe destroy detach disable disconnect dismiss \
    dispatch download duplicate edit enable enqueue ensure evaluate exchange execute expire export extend fetch \
    finalize find finish follow generate get grant head hide import index ingest insert install invalidate invite \
    join leave link list load lock login logout lookup mark merge migrate modify move open overwrite parse patch \
    pause perform pin place poll post preview process promote provision prune publish purge put query reactivate \
    read rebuild recover recycle redact redeliver refresh regenerate register reject release reload remove rename \
    render renew reopen reorder replace replay reply request resend reset resize resolve restart restore resume \
    retrieve retry revert review revoke rollback rotate run save scan schedule scroll search seek send set share \
    show sign simulate skip star start stop store stream submit subscribe suspend swap sync tag test toggle track \
    transfer trigger unarchive unassign unban unblock uninstall unfollow unlink unlock unpin unpublish unregister \
    unstar unsubscribe untag update upgrade upload upsert validate verify view void watch write";

/// Verbs that are done to many things at once.
const OF_MANY: &[&str] =
    &["batch", "browse", "bulk", "count", "find", "index", "list", "lookup", "query", "scan", "scroll", "search"];

/// Words between a verb and its object that say it is many.
const QUANTIFIERS: &[&str] = &["all", "batch", "bulk", "many", "multiple"];

/// What says how finished something is, not what it is.
const STAGES: &[&str] = &["alpha", "beta", "experimental", "internal", "preview"];

const ARTICLES: &[&str] = &["a", "an", "the"];

pub(super) fn is_verb(word: &str) -> bool {
    VERBS.split(' ').any(|verb| verb == word)
}

pub(super) fn is_of_many(word: &str) -> bool {
    OF_MANY.contains(&word) || is_quantifier(word)
}

pub(super) fn is_quantifier(word: &str) -> bool {
    QUANTIFIERS.contains(&word)
}

pub(super) fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

pub(super) fn is_stage(word: &str) -> bool {
    STAGES.contains(&word)
}

/// `v1`, `v2beta`, ..
pub(super) fn is_version(text: &str) -> bool {
    let rest = text.strip_prefix(['v', 'V']).unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
}

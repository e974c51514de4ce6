//! Texts that have a form and no value: UUIDs, URIs, addresses for e-mail.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The number that a UUID is (RFC 9562, section 4).
pub(super) fn uuid(text: &str) -> Option<u128> {
    let has_hyphens = [8, 13, 18, 23].into_iter().all(|index| text.as_bytes().get(index) == Some(&b'-'));
    if text.len() != 36 || !has_hyphens || text.bytes().any(|byte| byte == b'+') {
        return None;
    }
    let digits = text.replace('-', "");
    if digits.len() == 32 { u128::from_str_radix(&digits, 16).ok() } else { None }
}

/// A URI or an IRI, or a relative reference to one (RFC 3986, section 4.1).
pub(super) fn uri(text: &str) -> Option<&str> {
    let (start, fragment) = text.split_once('#').unwrap_or((text, ""));
    let path_end = start.find(['/', '?']).unwrap_or(start.len());
    let (scheme, after) = match start.get(..path_end)?.split_once(':') {
        Some((scheme, _)) => (scheme, start.get(scheme.len() + 1..)?),
        None => ("relative", start),
    };
    let (authority, rest) = match after.strip_prefix("//") {
        Some(after) => after.split_at_checked(after.find(['/', '?']).unwrap_or(after.len()))?,
        None => ("", after),
    };
    let is_valid = is_scheme(scheme) && is_authority(authority) && [rest, fragment].into_iter().all(has_uri_characters);
    is_valid.then_some(text)
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((address, port)) if is_address(address) => ("", port),
        _ => host.split_at_checked(host.rfind(':').unwrap_or(host.len())).unwrap_or((host, "")),
    };
    let is_port =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()));
    is_port && !user.contains('@') && !host.contains(':') && has_uri_characters(user) && has_uri_characters(host)
}

/// The address between the brackets of a host: of IP version 6, or of a later one.
fn is_address(text: &str) -> bool {
    let is_later = || text.starts_with(['v', 'V']) && text.contains('.') && has_uri_characters(text);
    text.parse::<Ipv6Addr>().is_ok() || is_later()
}

/// Whether all characters are such as paths, queries and fragments have.
fn has_uri_characters(text: &str) -> bool {
    let is_allowed = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=%".contains(c),
        c => is_visible(c),
    };
    let is_escape =
        |after: &str| after.as_bytes().first_chunk::<2>().is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
    text.chars().all(is_allowed) && text.split('%').skip(1).all(is_escape)
}

fn is_visible(c: char) -> bool {
    !c.is_control() && !c.is_whitespace()
}

/// A mailbox (RFC 5321, section 4.1.2). With RFC 6531, it may have any letters.
pub(super) fn email(text: &str) -> Option<&str> {
    let (local, domain) = text.rsplit_once('@')?;
    let is_local = is_quoted(local) || local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom));
    (is_local && local.len() <= 64 && is_domain(domain)).then_some(text)
}

fn is_atom(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) } else { is_visible(c) }
}

fn is_quoted(local: &str) -> bool {
    let Some(inner) = local.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) else { return false };
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let is_plain = !matches!(c, '"' | '\\') && !c.is_control();
        let is_escape = c == '\\' && characters.next().is_some_and(|c| !c.is_control());
        if !is_plain && !is_escape {
            return false;
        }
    }
    true
}

fn is_domain(domain: &str) -> bool {
    if let Some(address) = domain.strip_prefix('[').and_then(|address| address.strip_suffix(']')) {
        let v6 = address.strip_prefix("IPv6:").map(|address| address.parse::<Ipv6Addr>().is_ok());
        return v6.unwrap_or_else(|| address.parse::<Ipv4Addr>().is_ok());
    }
    let is_inner = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() || c == '-' } else { is_visible(c) };
    let is_label =
        |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    domain.len() <= 255 && domain.split('.').all(|label| is_label(label) && label.chars().all(is_inner))
}

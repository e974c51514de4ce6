//! That the README shows what is generated.

use crate::support::workspace;

/// The code blocks of the README that are Rust.
fn excerpts() -> Vec<String> {
    let text = std::fs::read_to_string(workspace().join("README.md")).expect("the README can be read");
    let blocks = text.split("```rust\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_first_excerpt_is_a_part_of_the_generated_crate() {
    let path = workspace().join("generated/src/resources/users/contacts.rs");
    let generated = std::fs::read_to_string(path).expect("the resource's file can be read");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let excerpt = excerpts().first().cloned().expect("there is one");
    assert!(squeezed(&generated).contains(&squeezed(&excerpt)), "the README shows:\n{excerpt}");
}

#[test]
fn the_second_excerpt_uses_names_of_the_public_api() {
    let surface = std::fs::read_to_string(workspace().join("generated/surface.txt")).expect("it can be read");
    let excerpt = excerpts().get(1).cloned().expect("there are two");
    for name in ["users()", "contacts()", "delete(", "featurebase_version(", "V2026_01_01Nova", "NotFound"] {
        assert!(excerpt.contains(name) && surface.contains(name), "{name}");
    }
}

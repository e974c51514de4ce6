#!/usr/bin/env bash
# What it costs to compile 600 structs of ten fields, and a program that reads and writes each, with the codec of generated
# crates beside serde's derives on `serde_json`: CPU seconds of rustc for the crate alone, and their ratio. The structs
# derive nothing else.
#
#     tests/benches/compile.sh [check] [debug] [release]
#
# Release takes some minutes. The codec is that of the runtime, compiled with the structs, as in a generated crate.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CARGO_TARGET_DIR="$work/target" CARGO_INCREMENTAL=0
structs=${STRUCTS:-600}

# A struct of ten fields, the declaration of each written by the function `field NAME TYPE WIRE PRESENCE`.
fields() {
    "$1" id String id required
    "$1" name String displayName required
    "$1" created_at i64 createdAt required
    "$1" score f64 score required
    "$1" is_active bool isActive required
    "$1" count i32 count required
    "$1" tags 'Vec<String>' tags required
    "$1" note 'Option<String>' note optional
    "$1" limit 'Option<i64>' limit optional
    "$1" parent "Option<Box<T$((n - n % 10))>>" parent optional
}
member() { printf '    pub %s: %s,\n' "$1" "$2"; }
entry() { printf '    %s: %s "%s",\n' "$1" "$4" "$3"; }
derived() {
    [ "$4" = required ] || printf '    #[serde(default, skip_serializing_if = "Option::is_none")]\n'
    printf '    #[serde(rename = "%s")]\n    pub %s: %s,\n' "$3" "$1" "$2"
}

crate() {
    mkdir -p "$work/$1/src"
    cat >"$work/$1/Cargo.toml" <<TOML
[package]
name = "$1"
version = "0.0.0"
edition = "2024"
[workspace]
[features]
default = ["serde"]
serde = []
[dependencies]
serde = { package = "serde", version = "1", features = ["derive"] }
serde_json = { version = "1", features = ["float_roundtrip"] }
TOML
    cp "$root/Cargo.lock" "$work/$1/Cargo.lock"
}

crate codec
{
    cat <<RUST
#![allow(dead_code, unused_imports)]
#[path = "$root/tests/benches/codec/runtime.rs"]
pub mod runtime;
use runtime::json;
RUST
    for ((n = 0; n < structs; n++)); do
        printf 'pub struct T%s {\n%s\n}\n' "$n" "$(fields member)"
        printf 'json::object!(T%s {\n%s\n});\n' "$n" "$(fields entry)"
    done
    echo 'fn main() { let text = std::env::args().next().unwrap_or_default();'
    for ((n = 0; n < structs; n++)); do
        echo "    if let Ok(value) = json::from_slice::<T$n>(text.as_bytes()) { drop(json::to_vec(&value)); }"
    done
    echo '}'
} >"$work/codec/src/main.rs"

crate derives
{
    echo '#![allow(dead_code)]'
    for ((n = 0; n < structs; n++)); do
        printf '#[derive(serde::Serialize, serde::Deserialize)]\npub struct T%s {\n%s\n}\n' "$n" "$(fields derived)"
    done
    echo 'fn main() { let text = std::env::args().next().unwrap_or_default();'
    for ((n = 0; n < structs; n++)); do
        echo "    if let Ok(value) = serde_json::from_slice::<T$n>(text.as_bytes()) { drop(serde_json::to_vec(&value)); }"
    done
    echo '}'
} >"$work/derives/src/main.rs"

# The CPU seconds of a build of the crate, whose dependencies are built.
seconds() {
    local arguments=(build)
    [ "$2" = check ] && arguments=(check)
    [ "$2" = release ] && arguments=(build --release)
    (
        cd "$work/$1"
        mv src/main.rs kept.rs
        echo 'fn main() {}' >src/main.rs
        cargo "${arguments[@]}" --quiet
        mv kept.rs src/main.rs
        touch src/main.rs
        TIMEFORMAT='%U %S'
        { time cargo "${arguments[@]}" --quiet; } 2>&1 | tail -1 | awk '{ print $1 + $2 }'
    )
}

for profile in "${@:-check}"; do
    ours=$(seconds codec "$profile")
    theirs=$(seconds derives "$profile")
    awk -v p="$profile" -v a="$ours" -v b="$theirs" 'BEGIN { printf "%-8s codec %6.1f s  derives %6.1f s  ratio %.2f\n", p, a, b, a / b }'
done

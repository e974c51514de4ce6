//! A short hash of a location, which tells two names apart where nothing else does.

/// Letters and digits of a hash: no vowels, so that no word comes out, and nothing that looks like another.
const LETTERS: &[u8; 19] = b"bcdfghjkmnpqrstvwxz";
const DIGITS: &[u8; 8] = b"23456789";

/// The shortest and the longest word of a hash; the longest says nearly all of its 64 bits.
const SHORTEST: usize = 4;
const LONGEST: usize = 13;

/// A hash of the text of a location, the same on every machine and for every version of the compiler.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocationHash(u64);

/// Some of a hash, as lower case letters and digits, a letter first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HashWord(String);

impl LocationHash {
    /// FNV-1a, as RFC 9923 has it.
    pub(super) fn of(location: &str) -> Self {
        let start = 0xcbf2_9ce4_8422_2325;
        Self(location.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// A word of it, a letter longer for each attempt; none where there is no longer one.
    pub(super) fn word(self, attempt: usize) -> Option<HashWord> {
        let length = SHORTEST.checked_add(attempt).filter(|&length| length <= LONGEST)?;
        Some(self.of_length(length))
    }

    /// The longest word of it.
    pub(super) fn longest(self) -> HashWord {
        self.of_length(LONGEST)
    }

    fn of_length(self, length: usize) -> HashWord {
        // The high bits of FNV-1a are better mixed than the low ones of short texts, so both are used.
        let mut rest = u128::from(self.0) | u128::from(self.0.rotate_left(32)) << 64;
        let word = (0..length).map(|at| {
            let signs = LETTERS.len() + if at == 0 { 0 } else { DIGITS.len() };
            let sign = usize::try_from(rest % signs as u128).unwrap_or_default();
            rest /= signs as u128;
            let sign = LETTERS.get(sign).or_else(|| DIGITS.get(sign.saturating_sub(LETTERS.len())));
            char::from(sign.copied().unwrap_or(b'z'))
        });
        HashWord(word.collect())
    }
}

impl HashWord {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_same_for_ever() {
        assert_eq!(LocationHash::of("").0, 0xcbf2_9ce4_8422_2325);
        assert_eq!(LocationHash::of("foobar").0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn words_start_with_a_letter_and_grow() {
        let hash = LocationHash::of("/components/schemas/Pet");
        let words: Vec<_> = (0..20).map_while(|attempt| hash.word(attempt)).collect();
        assert_eq!(words.len(), 10);
        for pair in words.windows(2) {
            assert!(pair[1].as_str().starts_with(pair[0].as_str()));
            assert!(pair[0].as_str().starts_with(|c: char| c.is_ascii_lowercase()));
        }
        assert_eq!(words.last(), Some(&hash.longest()));
    }
}

//! The documents that are read.

use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    OfTheType,
    WithAnUnknownObject,
    Reversed,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OfTheType => "in order",
            Self::WithAnUnknownObject => "unknown object",
            Self::Reversed => "reversed",
        })
    }
}

const UNKNOWN: &str = r#""links":{"self":"/v2/contacts/5","next":null,"counts":[1,2.5,-3e2],"flags":{"a":true}}"#;

/// So many contacts, an array of them.
pub(crate) fn contacts(count: usize, order: Order) -> Vec<u8> {
    let contacts: Vec<_> = (0..count).map(|number| contact(number, order)).collect();
    format!("[{}]", contacts.join(",")).into_bytes()
}

fn contact(number: usize, order: Order) -> String {
    let score = (number as f64).sin() * 100.0;
    let mut members = vec![
        format!(r#""id":"{:024x}""#, number * 0x9E37_79B9),
        format!(r#""name":"Contact number {number} of all""#),
        format!(r#""email":"contact.{number}@mail.example.com""#),
        format!(r#""createdAt":{}"#, 1_735_689_600_123_usize + number * 977),
        format!(r#""score":{score}"#),
        format!(r#""active":{}"#, number.is_multiple_of(3)),
        format!(r#""visits":{}"#, number % 1000),
        r#""tags":["customer","beta"]"#.to_owned(),
        match number % 8 {
            0 => r#""company":null"#.to_owned(),
            1 => r#""company":"Example \"&\" Daughters""#.to_owned(),
            _ => r#""company":"Example & Sons""#.to_owned(),
        },
        format!(r#""kind":"{}""#, if number.is_multiple_of(2) { "customer" } else { "lead" }),
    ];
    match order {
        Order::OfTheType => {}
        Order::WithAnUnknownObject => members.insert(5, UNKNOWN.to_owned()),
        Order::Reversed => members.reverse(),
    }
    format!("{{{}}}", members.join(","))
}

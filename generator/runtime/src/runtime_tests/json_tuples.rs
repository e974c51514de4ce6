//! Arrays of a fixed length, and `null`.

use super::json_unions::{decode, error, written};
use crate::runtime::json::{Decode, False, Null, True, from_slice};

type Twelve = (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, Option<String>);

#[test]
fn a_tuple_is_an_array_of_its_length() {
    assert_eq!(decode::<(i64,)>("[1]"), (1,));
    assert_eq!(decode::<(i64, String)>(r#" [ 1 , "a" ] "#), (1, "a".to_owned()));
    let twelve = decode::<Twelve>("[1,2,3,4,5,6,7,8,9,10,11,null]");
    assert_eq!((twelve.0, twelve.10, twelve.11.as_deref()), (1, 11, None));
    assert_eq!(written(&twelve), "[1,2,3,4,5,6,7,8,9,10,11,null]");
    assert_eq!(written(&(1_i64,)), "[1]");
    assert_eq!(written(&(1_i64, vec![("a".to_owned(), true)])), r#"[1,[["a",true]]]"#);
}

#[test]
fn another_length_is_an_error_that_tells_it() {
    let message = |text| error::<(i64, i64)>(text).to_string();
    assert_eq!(message("[1]"), "at $: expected an array of 2 items, found one of 1");
    assert_eq!(message("[]"), "at $: expected an array of 2 items, found one of 0");
    assert_eq!(message("[1,2,{},[4]]"), "at $: expected an array of 2 items, found one of 4");
    assert_eq!(error::<(i64,)>("[]").to_string(), "at $: expected an array of 1 item, found one of 0");
    assert_eq!(message("{}"), "at $: expected an array, found an object");
    assert_eq!(message("[1,2,"), "at $[2]: not valid JSON: expected a value, found the end at line 1 column 6");
    // An item may be `null` if its type says so, but never absent.
    assert!(from_slice::<(i64, Option<i64>)>(b"[1]").is_err());
}

#[test]
fn errors_have_the_index() {
    assert_eq!(
        error::<(i64, Vec<(i64, bool)>)>("[1,[[1,true],[2,3]]]").to_string(),
        "at $[1][1][1]: expected true or false, found a number"
    );
    let error = crate::runtime::json::to_vec(&(1_i64, (2.0, f64::NAN))).unwrap_err();
    assert_eq!(error.path(), "$[1][1]");
}

#[test]
fn null_is_a_type_of_one_value() {
    assert_eq!(decode::<Vec<Null>>("[null, null ]"), [Null, Null]);
    assert_eq!(written(&vec![Null]), "[null]");
    assert_eq!(Null.to_string(), "null");
    assert_eq!(error::<Null>("0").to_string(), "at $: expected null, found a number");
    assert_eq!(Null::absent(), None);
    // Where it may be absent, `null` isn't.
    assert_eq!(decode::<Option<Null>>("null"), Some(Null));
}

#[test]
fn a_literal_is_a_bool() {
    assert_eq!(True, true);
    assert_eq!(true, True);
    assert_ne!(False, true);
    assert_eq!(false, False);
    assert!(*True && !*False);
    assert!(bool::from(True) && !bool::from(False));
    assert_eq!((True::try_from(true), False::try_from(false)), (Ok(True), Ok(False)));
    let error = True::try_from(false).unwrap_err();
    assert_eq!((error.expected(), error.to_string().as_str()), (&[true][..], "expected true, found another boolean"));
}

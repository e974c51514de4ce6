//! Members that no schema names: a type skips them, unless the schema says explicitly that there may be others.

use serde_json::Value;

use super::judge::Step;
use super::schemas::{Place, Schemas};

/// Keywords that say something of members.
const OF_OBJECTS: &[&str] = &[
    "properties",
    "required",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "dependentSchemas",
];

/// Whether the schema says nothing of the member at the end of this path. In doubt it does.
pub(crate) fn is_unnamed(schemas: Schemas<'_>, schema: Place<'_>, path: &[Step]) -> bool {
    let mut places = vec![schema];
    for (index, step) in path.iter().enumerate() {
        let all = schemas.expanded(&places);
        match step {
            Step::Member(name) if is_any_object(&all) || says(&all, name) => places = members(&all, name),
            // What is below a member that is skipped is skipped with it.
            Step::Member(_) => return index + 1 == path.len(),
            Step::Item(index) => places = items(&all, *index),
        }
    }
    false
}

/// Whether no schema says anything of the members of objects, so that all are kept.
fn is_any_object(places: &[Place<'_>]) -> bool {
    !places.iter().any(|place| OF_OBJECTS.iter().any(|keyword| place.value.get(keyword).is_some()))
}

/// Whether one of the schemas names the member, or allows for members of any name.
fn says(places: &[Place<'_>], name: &str) -> bool {
    places.iter().any(|place| {
        let is_required = place.value.get("required").and_then(Value::as_array);
        is_required.is_some_and(|required| required.iter().any(|required| required == name))
            || !members(&[*place], name).is_empty()
    })
}

fn members<'d>(places: &[Place<'d>], name: &str) -> Vec<Place<'d>> {
    let mut found = Vec::new();
    for place in places {
        let before = found.len();
        found.extend(place.members("properties").filter(|(own, _)| *own == name).map(|(_, schema)| schema));
        if found.len() > before {
            continue;
        }
        found.extend(place.members("patternProperties").map(|(_, schema)| schema));
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            found.extend(place.get(keyword).filter(|schema| *schema.value != Value::Bool(false)));
        }
    }
    found
}

fn items<'d>(places: &[Place<'d>], index: usize) -> Vec<Place<'d>> {
    let of = |place: &Place<'d>| {
        let prefix = place.list("prefixItems").nth(index);
        prefix.or_else(|| place.get("items")).into_iter().chain(place.get("contains"))
    };
    places.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use specwright::findings::Findings;
    use specwright::load::load;
    use specwright::source::{FileId, Source, Sources};

    use super::*;

    fn unnamed(schema: &str, names: &[&str]) -> bool {
        let source = Source { name: "a.json".to_owned(), text: schema.to_owned() };
        let documents = load(&Sources::of(source), &mut Findings::new()).expect("it is JSON");
        let value = documents.get(FileId::DOCUMENT).expect("it is there");
        let path: Vec<_> = names
            .iter()
            .map(|name| name.parse().map_or_else(|_| Step::Member((*name).to_owned()), Step::Item))
            .collect();
        is_unnamed(Schemas { documents: &documents }, Place { file: FileId::DOCUMENT, value }, &path)
    }

    #[test]
    fn what_no_schema_names_is_unnamed() {
        let pet = r#"{"type": "object", "properties": {"a": {"properties": {"b": {}}}}, "required": ["r"]}"#;
        assert!(unnamed(pet, &["c"]) && unnamed(pet, &["a", "c"]));
        assert!(!unnamed(pet, &["a"]) && !unnamed(pet, &["a", "b"]) && !unnamed(pet, &["r"]));
        assert!(unnamed(&format!(r#"{{"items": {pet}}}"#), &["0", "c"]));
        assert!(unnamed(&format!(r#"{{"anyOf": [{pet}, {{"type": "string"}}]}}"#), &["c"]));
    }

    #[test]
    fn what_is_allowed_explicitly_is_not_unnamed() {
        assert!(!unnamed(r#"{"properties": {"a": {}}, "additionalProperties": true}"#, &["c"]));
        assert!(!unnamed(r#"{"additionalProperties": {"properties": {"a": {}}}}"#, &["c", "a"]));
        assert!(unnamed(r#"{"additionalProperties": {"properties": {"a": {}}}}"#, &["c", "b"]));
        assert!(!unnamed(r#"{"type": "object"}"#, &["c"]));
        assert!(!unnamed("{}", &["c", "d"]));
    }
}

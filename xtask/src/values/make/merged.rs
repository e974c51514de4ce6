//! What a schema says with all that it combines, for one choice of branches.

use serde_json::Value;

use super::Maker;
use crate::values::schemas::{Place, Schemas};

/// The longest chain of schemas that are combined, one below the other.
const MAX_COMBINED: usize = 60;

/// What all of several schemas say together.
#[derive(Debug, Default)]
pub(super) struct Merged<'d> {
    /// The types that all allow. `None` where none says.
    types: Option<Vec<&'d str>>,
    /// The values that `enum` and `const` allow.
    pub(super) values: Option<Vec<&'d Value>>,
    pub(super) properties: Vec<(&'d str, Vec<Place<'d>>)>,
    pub(super) required: Vec<&'d str>,
    pub(super) pattern_properties: Vec<(&'d str, Place<'d>)>,
    /// What `additionalProperties` and `unevaluatedProperties` say, `false` included.
    pub(super) additional: Vec<Place<'d>>,
    pub(super) property_names: Vec<Place<'d>>,
    pub(super) prefix_items: Vec<Vec<Place<'d>>>,
    /// What `items` says, and `unevaluatedItems`.
    pub(super) items: Vec<Place<'d>>,
    pub(super) contains: Vec<Place<'d>>,
    pub(super) patterns: Vec<&'d str>,
    pub(super) format: Option<&'d str>,
    /// Other keywords.
    keywords: Vec<(&'d str, &'d Value)>,
    /// Properties that say which branch the value is of, with the value for that.
    pub(super) tags: Vec<(&'d str, String)>,
    allows_null: bool,
    /// Unions of which no branch was chosen yet: where they stand, the keyword, and what they are combined by.
    unions: Vec<(Place<'d>, &'static str, Vec<usize>)>,
}

impl<'d> Merged<'d> {
    /// The numbers that a keyword has in all of the schemas.
    fn numbers(&self, keyword: &str) -> impl Iterator<Item = &'d Value> {
        self.keywords.iter().filter(move |(own, _)| *own == keyword).map(|(_, value)| *value)
    }

    /// The greatest of a keyword's values.
    pub(super) fn at_least(&self, keyword: &str) -> Option<f64> {
        self.numbers(keyword).filter_map(Value::as_f64).reduce(f64::max)
    }

    /// The least of a keyword's values.
    pub(super) fn at_most(&self, keyword: &str) -> Option<f64> {
        self.numbers(keyword).filter_map(Value::as_f64).reduce(f64::min)
    }

    /// A count that values have at least.
    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        let counts = self.numbers(keyword).filter_map(Value::as_u64);
        let all = counts.filter_map(|count| usize::try_from(count).ok());
        if keyword.starts_with("max") { all.min() } else { all.max() }
    }

    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.numbers(keyword).any(|value| *value == Value::Bool(true))
    }

    /// The types that a value can be of, by what else is said where there is no `type`.
    pub(super) fn possible_types(&self) -> Vec<&'d str> {
        let mut types = match &self.types {
            Some(types) => types.clone(),
            None => vec![self.inferred()],
        };
        if self.allows_null && !types.contains(&"null") {
            types.push("null");
        }
        types
    }

    fn inferred(&self) -> &'static str {
        let has = |keywords: &[&str]| self.keywords.iter().any(|(own, _)| keywords.contains(own));
        let is_object = !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.additional.is_empty()
            || !self.pattern_properties.is_empty()
            || !self.property_names.is_empty()
            || !self.tags.is_empty();
        if is_object || has(&["minProperties", "maxProperties"]) {
            "object"
        } else if !self.items.is_empty()
            || !self.prefix_items.is_empty()
            || !self.contains.is_empty()
            || has(&["minItems", "maxItems", "uniqueItems"])
        {
            "array"
        } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
            "number"
        } else if let Some(format) = self.format {
            match format {
                "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => "integer",
                "float" | "double" => "number",
                _ => "string",
            }
        } else if !self.patterns.is_empty() || has(&["minLength", "maxLength"]) {
            "string"
        } else {
            "any"
        }
    }

    /// Whether one of the types that are allowed is that of the value.
    pub(super) fn allows(&self, value: &Value) -> bool {
        let Some(types) = &self.types else { return true };
        types.iter().any(|ty| match *ty {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            _ => value.is_number(),
        })
    }

    fn limit_types(&mut self, types: &'d Value) {
        let own: Vec<&str> = match types {
            Value::String(one) => vec![one],
            Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        let Some(before) = &self.types else {
            self.types = Some(own);
            return;
        };
        let both = |ty: &&'d str| match *ty {
            "number" if !own.contains(&"number") && own.contains(&"integer") => Some("integer"),
            "integer" if own.contains(&"number") => Some("integer"),
            ty => own.contains(&ty).then_some(ty),
        };
        self.types = Some(before.iter().filter_map(both).collect());
    }

    fn limit_values(&mut self, own: Vec<&'d Value>) {
        self.values = Some(match self.values.take() {
            Some(before) => before.into_iter().filter(|value| own.contains(value)).collect(),
            None => own,
        });
    }
}

impl<'d> Maker<'d> {
    /// What the schemas say, with a branch chosen of each union. `None` if they allow nothing.
    pub(super) fn merged(&mut self, places: &[Place<'d>]) -> Option<Merged<'d>> {
        let mut merged = Merged::default();
        for place in places {
            self.merge(&mut merged, *place, &mut Vec::new())?;
        }
        // Branches are chosen when all else is known, so that they fit it.
        while let Some((place, keyword, mut above)) = merged.unions.pop() {
            self.branch(&mut merged, place, keyword, &mut above)?;
        }
        Some(merged)
    }

    fn merge(&mut self, merged: &mut Merged<'d>, place: Place<'d>, above: &mut Vec<usize>) -> Option<()> {
        // What combines itself says nothing more.
        if above.contains(&place.address()) {
            return Some(());
        }
        if *place.value == Value::Bool(false) || above.len() > MAX_COMBINED {
            return None;
        }
        above.push(place.address());
        self.keywords(merged, place);
        for part in self.schemas.target(place).into_iter().chain(place.list("allOf")) {
            self.merge(merged, part, above)?;
        }
        for keyword in ["anyOf", "oneOf"] {
            if place.list(keyword).next().is_some() {
                merged.unions.push((place, keyword, above.clone()));
            }
        }
        if let Some(condition) = place.get("if") {
            match self.turn(place.address(), "if", 2) {
                0 => {
                    self.merge(merged, condition, above)?;
                    place.get("then").map_or(Some(()), |then| self.merge(merged, then, above))?;
                }
                _ => place.get("else").map_or(Some(()), |otherwise| self.merge(merged, otherwise, above))?,
            }
        }
        above.pop();
        Some(())
    }

    /// Chooses a branch of a union.
    fn branch(
        &mut self,
        merged: &mut Merged<'d>,
        place: Place<'d>,
        keyword: &'static str,
        above: &mut Vec<usize>,
    ) -> Option<()> {
        let mut branches: Vec<Place<'d>> = place.list(keyword).collect();
        if branches.iter().any(|branch| self.agrees(merged, *branch)) {
            branches.retain(|branch| self.agrees(merged, *branch));
        }
        if self.is_small() && self.depth > 0 {
            let heights: Vec<usize> = branches.iter().map(|branch| self.heights.of(*branch)).collect();
            let least = heights.iter().min().copied().unwrap_or_default();
            let mut heights = heights.into_iter();
            branches.retain(|_| heights.next() == Some(least));
        }
        let chosen = self.turn(place.address(), keyword, branches.len());
        let branch = *branches.get(chosen)?;
        self.merge(merged, branch, above)?;
        if let Some((property, tags)) = tags(self.schemas, place, branch) {
            let turn = self.turn(branch.address(), "tag", tags.len());
            merged.tags.extend(tags.get(turn).map(|tag| (property, tag.clone())));
        }
        // A value may be of several branches at once.
        if keyword == "anyOf" && self.mode == super::Mode::Chance && self.random.chance(15) {
            let other = *branches.get(self.random.below(branches.len()))?;
            self.merge(merged, other, above)?;
        }
        Some(())
    }

    /// Whether a branch itself allows one of the types and values that are allowed so far.
    fn agrees(&self, merged: &Merged<'d>, branch: Place<'d>) -> bool {
        let mut own = Merged::default();
        let mut place = branch;
        for _ in 0..MAX_COMBINED {
            self.keywords(&mut own, place);
            let Some(target) = self.schemas.target(place) else { break };
            place = target;
        }
        if let (Some(own), Some(values)) = (&own.values, &merged.values) {
            return own.iter().any(|value| values.contains(value));
        }
        if let Some(values) = own.values.as_ref().filter(|_| merged.types.is_some()) {
            return values.iter().any(|value| merged.allows(value));
        }
        match (&own.types, &merged.types) {
            (Some(own), Some(types)) => own.iter().any(|ty| {
                types.contains(ty)
                    || (*ty == "integer" && types.contains(&"number"))
                    || (*ty == "number" && types.contains(&"integer"))
            }),
            _ => true,
        }
    }

    fn keywords(&self, merged: &mut Merged<'d>, place: Place<'d>) {
        for (keyword, value) in place.value.as_object().into_iter().flatten() {
            match keyword.as_str() {
                "type" => merged.limit_types(value),
                "nullable" => merged.allows_null |= *value == Value::Bool(true),
                "const" => merged.limit_values(vec![value]),
                "enum" => merged.limit_values(value.as_array().into_iter().flatten().collect()),
                "required" => {
                    let names = value.as_array().into_iter().flatten().filter_map(Value::as_str);
                    let new: Vec<_> = names.filter(|name| !merged.required.contains(name)).collect();
                    merged.required.extend(new);
                }
                "properties" => {
                    for (name, schema) in place.members("properties") {
                        match merged.properties.iter_mut().find(|(own, _)| *own == name) {
                            Some((_, all)) => all.push(schema),
                            None => merged.properties.push((name, vec![schema])),
                        }
                    }
                }
                "patternProperties" => merged.pattern_properties.extend(place.members("patternProperties")),
                "additionalProperties" | "unevaluatedProperties" => merged.additional.extend(place.get(keyword)),
                "propertyNames" => merged.property_names.extend(place.get(keyword)),
                "prefixItems" => {
                    for (index, schema) in place.list("prefixItems").enumerate() {
                        match merged.prefix_items.get_mut(index) {
                            Some(all) => all.push(schema),
                            None => merged.prefix_items.push(vec![schema]),
                        }
                    }
                }
                "items" | "unevaluatedItems" => merged.items.extend(place.get(keyword)),
                "contains" => merged.contains.extend(place.get(keyword)),
                "pattern" => merged.patterns.extend(value.as_str()),
                "format" => merged.format = merged.format.or(value.as_str()),
                "contentEncoding" if value.as_str().is_some_and(|name| name.starts_with("base64")) => {
                    merged.format = merged.format.or(Some("byte"));
                }
                _ => merged.keywords.push((keyword, value)),
            }
        }
    }
}

/// The property of a union's `discriminator`, and the values of it that mean the branch.
fn tags<'d>(schemas: Schemas<'d>, union: Place<'d>, branch: Place<'d>) -> Option<(&'d str, Vec<String>)> {
    let discriminator = union.value.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let reference = branch.value.get("$ref")?.as_str()?;
    let target = schemas.target(branch)?;
    let is_branch = |value: &Value| {
        let Some(text) = value.as_str() else { return false };
        let component = format!("#/components/schemas/{text}");
        let found = schemas.resolve(union.file, text).filter(|_| text.contains(['#', '/', '.']));
        let found = found.or_else(|| schemas.resolve(union.file, &component));
        found.is_some_and(|found| std::ptr::eq(found.value, target.value))
    };
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flatten().filter(|(_, value)| is_branch(value));
    let mut tags: Vec<String> = mapped.map(|(name, _)| name.clone()).collect();
    if tags.is_empty() {
        tags.extend(reference.rsplit('/').next().map(|name| name.replace("~1", "/").replace("~0", "~")));
    }
    Some((property, tags))
}

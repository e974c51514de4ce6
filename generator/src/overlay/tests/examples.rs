//! The examples of the specification.

use super::{applied, found, run, yaml};

/// The document of the examples of `copy`.
const ITEMS: &str = "
paths:
  /items: { get: { responses: { 200: { description: OK } } } }
  /some-items: { delete: { responses: { 200: { description: OK } } } }
";

#[test]
fn structured() {
    let document = "{info: {title: T}, paths: {/: {get: {operationId: root}}, /pets: {get: {}}}}";
    let actions = "
- target: '$' # Root of document
  update:
    info: { x-overlay-applied: structured-overlay }
    paths:
      /: { summary: The root resource, get: { summary: Retrieve the root resource, x-rate-limit: 100 } }
      /pets: { get: { summary: Retrieve a list of pets, x-rate-limit: 100 } }
    components:
    tags:
";
    let expected = "{info: {title: T, x-overlay-applied: structured-overlay}, paths: {
        /: {get: {operationId: root, summary: Retrieve the root resource, x-rate-limit: 100}, summary: The root resource},
        /pets: {get: {summary: Retrieve a list of pets, x-rate-limit: 100}}}, components: null, tags: null}";
    assert_eq!(applied(document, actions), yaml(expected).to_string());
}

#[test]
fn targeted() {
    let document = "{paths: {/foo: {get: {description: a}}, /bar: {get: {description: b}}}}";
    let actions = "
- target: $.paths['/foo'].get.description
  update: This is the new description
- target: $.paths['/bar'].get.description
  update: This is the updated description
- target: $.paths['/bar']
  update: { post: { description: This is an updated description of a child object, x-safe: false } }
";
    let expected = "{paths: {/foo: {get: {description: This is the new description}},
        /bar: {get: {description: This is the updated description},
               post: {description: This is an updated description of a child object, x-safe: false}}}}";
    assert_eq!(applied(document, actions), yaml(expected).to_string());
}

#[test]
fn wildcard() {
    let document =
        "{paths: {/a: {get: {parameters: [{name: filter, in: query}, {name: filter, in: path}]}}, /b: {post: {}}}}";
    let actions = "
- target: $.paths.*.get
  update: { x-safe: true }
- target: $.paths.*.get.parameters[?@.name=='filter' && @.in=='query']
  update: { schema: { $ref: '#/components/schemas/filterSchema' } }
";
    let expected = "{paths: {/a: {get: {parameters: [
        {name: filter, in: query, schema: {$ref: '#/components/schemas/filterSchema'}}, {name: filter, in: path}],
        x-safe: true}}, /b: {post: {}}}}";
    assert_eq!(applied(document, actions), yaml(expected).to_string());
}

#[test]
fn arrays() {
    let document = "{paths: {/a: {get: {parameters: [{name: dummy}, {name: other}], tags: [dummy, x]}}}}";
    let add = "[{target: '$.paths.*.get.parameters', update: {name: newParam, in: query}}]";
    let remove = "
- target: $.paths.*.get.parameters[?@.name == 'dummy']
  remove: true
- target: $.paths.*.get.tags[?@ == 'dummy']
  remove: true
";
    let added = "{paths: {/a: {get: {parameters: [{name: dummy}, {name: other}, {name: newParam, in: query}], tags: [dummy, x]}}}}";
    assert_eq!(applied(document, add), yaml(added).to_string());
    let removed = "{paths: {/a: {get: {parameters: [{name: other}], tags: [x]}}}}";
    assert_eq!(applied(document, remove), yaml(removed).to_string());
}

#[test]
fn traits() {
    let document = "{paths: {/items: {get: {x-oai-traits: [paged]}},
        /sub: {get: {x-oai-traits: [paged], parameters: [{name: id}]}}, /other: {get: {}}}}";
    let actions = "
- target: $.paths[?(@.get['x-oai-traits'][?(@ == 'paged')])].get
  update: { parameters: [{ name: top }, { name: skip }] }
";
    let expected = "{paths: {/items: {get: {x-oai-traits: [paged], parameters: [{name: top}, {name: skip}]}},
        /sub: {get: {x-oai-traits: [paged], parameters: [{name: id}, {name: top}, {name: skip}]}}, /other: {get: {}}}}";
    assert_eq!(applied(document, actions), yaml(expected).to_string());
}

#[test]
fn copy() {
    let actions = r#"[{target: '$.paths["/some-items"]', copy: '$.paths["/items"]', description: copies}]"#;
    let expected = "paths: {/items: {get: {responses: {200: {description: OK}}}},
        /some-items: {delete: {responses: {200: {description: OK}}}, get: {responses: {200: {description: OK}}}}}";
    assert_eq!(applied(ITEMS, actions), yaml(expected).to_string());
}

#[test]
fn copy_to_a_new_path() {
    let actions = "
- { target: $.paths, update: { /other-items: {} } }
- { target: '$.paths[\"/other-items\"]', copy: '$.paths[\"/items\"]' }
";
    let expected = "paths: {/items: {get: {responses: {200: {description: OK}}}},
        /some-items: {delete: {responses: {200: {description: OK}}}},
        /other-items: {get: {responses: {200: {description: OK}}}}}";
    assert_eq!(applied(ITEMS, actions), yaml(expected).to_string());
}

#[test]
fn move_to_a_new_path() {
    let actions = "
- { target: $.paths, update: { /new-items: {} } }
- { target: '$.paths[\"/new-items\"]', copy: '$.paths[\"/items\"]' }
- { target: '$.paths[\"/items\"]', remove: true }
";
    let expected = "paths: {/some-items: {delete: {responses: {200: {description: OK}}}},
        /new-items: {get: {responses: {200: {description: OK}}}}}";
    assert_eq!(applied(ITEMS, actions), yaml(expected).to_string());
}

#[test]
fn version_1_0_is_read_alike() {
    let overlay = "{overlay: 1.0.0, info: {title: T, version: 1.0.0}, extends: ./x.yaml, x-mine: 1,
        actions: [{target: $.info, update: {title: New}, x-why: because}]}";
    let (document, _, findings) = run("{info: {title: Old}}", &yaml(overlay));
    assert_eq!((document.to_string().as_str(), findings.to_string().as_str()), (r#"{"info":{"title":"New"}}"#, ""));
}

#[test]
fn the_example_of_1_0_that_is_no_jsonpath_is_told() {
    let found = found("{paths: {}}", "[{target: '$.paths.*.get[?@.x-oai-traits.paged]', update: {}}]");
    assert!(
        found.starts_with("warning[SW0803]: `$.paths.*.get[?@.x-oai-traits.paged]` is no JSONPath: at position 18"),
        "{found}"
    );
}

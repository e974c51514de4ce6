//! Extensions of the document that say how pages follow one another.

use serde_json::Value;

use super::page::Page;
use super::parameters::{NO_PARAMETER, Parameters, Scalar};
use super::{Pagination, UNKNOWN};
use crate::ir::{MemberPath, More, PageStyle};
use crate::read::{Node, Operation};

/// An extension of an operation.
pub(super) struct Extension<'d> {
    pub(super) name: &'static str,
    pub(super) node: Node<'d>,
}

/// Autorest's, Fern's and Speakeasy's.
const NAMES: [&str; 3] = ["x-fern-pagination", "x-ms-pageable", "x-speakeasy-pagination"];

/// The extension of an operation. One that says something of pages in general isn't one.
pub(super) fn find<'d>(operation: &Operation<'d>) -> Option<Extension<'d>> {
    let found = NAMES.into_iter().find_map(|name| Some(Extension { name, node: operation.node.get(name)? }))?;
    let is_object = found.node.value.is_object();
    // With this, Autorest makes a list of the one page that there is.
    let is_one_page = found.name == "x-ms-pageable" && found.node.value.get("nextLinkName").is_none_or(Value::is_null);
    (is_object && !is_one_page).then_some(found)
}

/// How pages follow one another, or why that can't be said.
pub(super) fn read(
    extension: &Extension<'_>,
    page: &Page<'_>,
    parameters: &Parameters,
) -> Result<Pagination, &'static str> {
    let said = match extension.name {
        "x-ms-pageable" => autorest(&extension.node)?,
        "x-fern-pagination" => fern(&extension.node, parameters)?,
        _ => speakeasy(&extension.node, parameters)?,
    };
    checked(said, page)
}

/// What is said of pages, if a page has what it leads to.
pub(super) fn checked((style, parameter, items): Said<'_>, page: &Page<'_>) -> Result<Pagination, &'static str> {
    let items = match items {
        Some(items) => items,
        None => page.items().ok_or("it isn't known where the items are")?,
    };
    if !page.has_items(&items) {
        return Err("the page has no array where the items are");
    }
    if let PageStyle::Cursor(path, _) | PageStyle::Url(path) = &style
        && page.scalar_at(path).is_none()
    {
        return Err("the page has no string and no integer where the cursor or the URL is");
    }
    Ok(Pagination { style, parameter: parameter.map(|parameter| parameter.place), page: page.schema, items })
}

/// A style, its parameter, and where the items are, if that is said.
pub(super) type Said<'p> = (PageStyle, Option<&'p Scalar>, Option<MemberPath>);

fn autorest(node: &Node<'_>) -> Result<Said<'static>, &'static str> {
    let link = node.text("nextLinkName").ok_or("`nextLinkName` is no string")?;
    let items = node.text("itemName").unwrap_or("value");
    Ok((PageStyle::Url(vec![link.to_owned()]), None, Some(vec![items.to_owned()])))
}

fn fern<'p>(node: &Node<'_>, parameters: &'p Parameters) -> Result<Said<'p>, &'static str> {
    let parameter = |key: &str| {
        let name = node.text(key).and_then(|text| text.strip_prefix("$request."));
        parameters.required(name.unwrap_or_default())
    };
    let items = node.get("results").map(|_| response_path(node.text("results"), "$response.")).transpose()?;
    if node.get("cursor").is_some() {
        let cursor = response_path(node.text("next_cursor"), "$response.")?;
        return Ok((PageStyle::Cursor(cursor, UNKNOWN), Some(parameter("cursor")?), items));
    }
    let offset = parameter("offset")?;
    let more = match node.get("has-next-page") {
        Some(_) => More::If(response_path(node.text("has-next-page"), "$response.")?),
        None => UNKNOWN,
    };
    // Without a step, the parameter counts pages.
    let style = match node.get("step") {
        Some(_) => PageStyle::Offset(more),
        None => PageStyle::Number(offset.first_page().unwrap_or(1), more),
    };
    Ok((style, Some(offset.integer()?), items))
}

fn speakeasy<'p>(node: &Node<'_>, parameters: &'p Parameters) -> Result<Said<'p>, &'static str> {
    let output = |key: &str| node.value.get("outputs").and_then(|outputs| outputs.get(key)).and_then(Value::as_str);
    let input = |kind: &str| {
        let of_kind = |input: &Node<'_>| input.text("type") == Some(kind) && input.text("in") == Some("parameters");
        let name = node.items_of("inputs").find(of_kind)?;
        parameters.required(name.text("name")?).ok()
    };
    let items = output("results").map(|path| response_path(Some(path), "$.")).transpose()?;
    match node.text("type") {
        Some("cursor") => {
            let cursor = response_path(output("nextCursor"), "$.")?;
            Ok((PageStyle::Cursor(cursor, UNKNOWN), Some(input("cursor").ok_or(NO_PARAMETER)?), items))
        }
        Some("url") => Ok((PageStyle::Url(response_path(output("nextUrl"), "$.")?), None, items)),
        Some("offsetLimit") => {
            let (style, parameter) = match (input("page"), input("offset")) {
                (Some(page), _) => {
                    let pages = output("numPages").map(|path| response_path(Some(path), "$.")).transpose()?;
                    let more = pages.map_or(UNKNOWN, More::Pages);
                    (PageStyle::Number(page.first_page().unwrap_or(1), more), page)
                }
                (None, Some(offset)) => (PageStyle::Offset(UNKNOWN), offset),
                (None, None) => return Err(NO_PARAMETER),
            };
            Ok((style, Some(parameter.integer()?), items))
        }
        _ => Err("its `type` is none of `cursor`, `offsetLimit` and `url`"),
    }
}

/// The members that lead to a value of the response. Only their names are understood: no indices, no filters.
fn response_path(text: Option<&str>, root: &str) -> Result<MemberPath, &'static str> {
    let text = text.ok_or("a path in the response is missing")?;
    if text == root.trim_end_matches('.') {
        return Ok(Vec::new());
    }
    let names = text.strip_prefix(root).ok_or("a path begins otherwise than with the response")?.split('.');
    let is_name = |name: &str| !name.is_empty() && !name.contains(['[', ']', '*', '?', '(', ')', '\'', '"']);
    let path: Vec<_> = names.map(str::to_owned).collect();
    if path.iter().all(|name| is_name(name)) { Ok(path) } else { Err("a path has more than names of members") }
}

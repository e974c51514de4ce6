//! What is told of the answers: which values came back as they were sent.

use specwright::SchemaType;

use super::cases::{Case, Cases, Origin, WANTED};
use super::judge::{Difference, differences};
use super::program::Answer;
use super::report::{Counts, Failure, Report};
use super::schemas::Schemas;
use super::unnamed;

fn pointer(ty: &SchemaType) -> String {
    let pointer = ty.location.place.pointer().map(ToString::to_string).unwrap_or_default();
    match ty.location.file.index() {
        0 => pointer,
        file => format!("{pointer} of file {file}"),
    }
}

/// What the values of a schema tell of it.
pub(super) fn note(report: &mut Report, ty: &SchemaType, cases: &Cases) {
    if let Some(error) = &cases.not_judged {
        report.not_judged.insert(pointer(ty), error.clone());
        return;
    }
    for (keyword, value) in &cases.rejected {
        let became = "its own schema rejects it".to_owned();
        let (schema, ty, origin, value) = (pointer(ty), ty.rust.clone(), (*keyword).to_owned(), value.clone());
        report.rejected_examples.push(Failure { schema, ty, origin, value, became });
    }
    match cases.values.iter().filter(|case| matches!(case.origin, Origin::Made(_))).count() {
        0 => report.without_values.push(pointer(ty)),
        count if count < WANTED && cases.has_more => drop(report.with_few_values.insert(pointer(ty), count)),
        count if count < WANTED => report.finite += 1,
        _ => {}
    }
}

/// What became of one value.
pub(super) fn told(report: &mut Report, schemas: Schemas<'_>, ty: &SchemaType, case: &Case, answer: Answer) {
    let became = match &case.origin {
        Origin::Invalid => of_invalid(report, answer),
        Origin::Made(_) => of_valid(&mut report.made, schemas, ty, case, answer),
        Origin::Example(_) | Origin::Given(_) => of_valid(&mut report.examples, schemas, ty, case, answer),
    };
    let Err(became) = became else { return };
    let origin = match &case.origin {
        Origin::Invalid => "a wrong value".to_owned(),
        Origin::Made(number) => format!("made by try {number}"),
        Origin::Example(keyword) => format!("`{keyword}` of the document"),
        Origin::Given(what) => what.clone(),
    };
    report.failures.push(Failure {
        schema: pointer(ty),
        ty: ty.rust.clone(),
        origin,
        value: case.json.clone(),
        became,
    });
}

/// A wrong value may be read in the lenient way, or be refused with its place.
fn of_invalid(report: &mut Report, answer: Answer) -> Result<(), String> {
    let what = match &answer {
        Answer::Written(_) => "read",
        Answer::Refused(error) if error.starts_with("at $") => "refused",
        Answer::Refused(error) => return Err(format!("an error without a place: {error}")),
        Answer::Panicked => return Err("a panic".to_owned()),
    };
    *report.invalid.entry(what).or_default() += 1;
    Ok(())
}

/// A valid value comes back equal, but for members that no schema names.
fn of_valid(
    counts: &mut Counts,
    schemas: Schemas<'_>,
    ty: &SchemaType,
    case: &Case,
    answer: Answer,
) -> Result<(), String> {
    counts.valid += 1;
    let text = match answer {
        Answer::Written(text) => text,
        Answer::Refused(error) => return Err(format!("an error: {error}")),
        Answer::Panicked => return Err("a panic".to_owned()),
    };
    let found = differences(&case.json, &text)?;
    if found.is_empty() {
        counts.equal += 1;
        return Ok(());
    }
    let is_unnamed = |difference: &Difference| match (difference, schemas.at(&ty.location)) {
        (Difference::Missing(path), Some(place)) => unnamed::is_unnamed(schemas, place, path),
        _ => false,
    };
    if found.iter().all(is_unnamed) {
        counts.without_unnamed += 1;
        return Ok(());
    }
    let told: Vec<_> = found.iter().filter(|found| !is_unnamed(found)).take(3).map(ToString::to_string).collect();
    Err(told.join("; "))
}

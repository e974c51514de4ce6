//! How an answer is read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Answer, AnswerBody, AnswerFormat, Failure, Operation, Status, Success};
use crate::render::scope::Scope;

/// Reads an answer by its status: codes first, then classes, then all else.
pub(super) fn read(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (response, failure) = (scope.runtime("Response"), scope.runtime("Failure"));
    let mut arms: Vec<(Status, TokenStream)> = successes(&operation.success).collect();
    let error = &operation.error_type;
    arms.extend(operation.failures.iter().map(|of @ Failure { status, variant, .. }| {
        let read = match of.body() {
            Some(_) => quote!(response.error(#error::#variant)),
            None => quote!(Err(#failure::Api(#error::#variant))),
        };
        (*status, read)
    }));
    arms.extend(operation.untyped.iter().map(|status| (*status, quote!(response.untyped()))));
    arms.sort_by_key(|(status, _)| *status);
    // A status that stands for both is a success.
    arms.dedup_by_key(|(status, _)| *status);
    let is_complete = arms.iter().any(|(status, _)| *status == Status::Default);
    let other = (!is_complete).then(|| quote!(_ => response.other(),));
    let known: Vec<_> = arms.iter().map(|(status, _)| *status).collect();
    let arms = arms.into_iter().map(|(status, read)| {
        let pattern = pattern(status, &known);
        quote!(#pattern => #read,)
    });
    quote! {
        fn read(response: &mut #response) -> Result<Self::Output, #failure<Self::Error>> {
            match response.status().as_u16() { #(#arms)* #other }
        }
    }
}

/// The function that says which answers are handed on as they come, where some are.
pub(super) fn is_streamed(success: &Success) -> Option<TokenStream> {
    let is_stream = |answer: &&Answer| answer.body.as_ref().is_some_and(|body| body.format.is_stream());
    let (streams, others): (Vec<_>, Vec<_>) = success.answers.iter().partition(is_stream);
    if streams.is_empty() {
        return None;
    }
    let known: Vec<_> = success.answers.iter().map(|answer| answer.status).collect();
    let all = streams.iter().map(|answer| pattern(answer.status, &known));
    // Of a class, some statuses may be documented by themselves.
    let has_class = streams.iter().any(|answer| matches!(answer.status, Status::Class(_)));
    let is_inside = |answer: &&&Answer| matches!(answer.status, Status::Code(code) if code % 100 != 0);
    let single = others.iter().filter(|answer| has_class && is_inside(answer));
    let single: Vec<_> = single.map(|answer| pattern(answer.status, &known)).collect();
    let but = (!single.is_empty()).then(|| quote!(&&!matches!(status, #(#single)|*)));
    Some(quote! {
        fn is_streamed(status: u16) -> bool {
            matches!(status, #(#all)|*) #but
        }
    })
}

fn successes(success: &Success) -> impl Iterator<Item = (Status, TokenStream)> {
    success.answers.iter().map(|answer @ Answer { status, body, .. }| {
        let read = match body.as_ref().map(|AnswerBody { format, .. }| format) {
            Some(AnswerFormat::Json) => quote!(response.value()),
            Some(AnswerFormat::Text) => quote!(response.string()),
            Some(AnswerFormat::Bytes) => quote!(response.bytes()),
            Some(AnswerFormat::Download) => quote!(response.download()),
            Some(AnswerFormat::Events) => quote!(response.events()),
            Some(AnswerFormat::TextEvents) => quote!(response.text_events()),
            Some(AnswerFormat::JsonLines) => quote!(response.json_lines()),
            None => quote!(response.empty()),
        };
        let name = success.enum_type.as_ref().zip(answer.variant.as_ref());
        let read = match name {
            Some((name, variant)) if body.is_some() => quote!(#read.map(#name::#variant)),
            Some((name, variant)) => quote!(Ok(#name::#variant)),
            None => read,
        };
        (*status, read)
    })
}

/// What matches a status. The range of a class leaves out its first code if that is known by itself.
fn pattern(status: Status, known: &[Status]) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Class(class) => {
            let first = class * 100 + u16::from(known.contains(&Status::Code(class * 100)));
            let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(class * 100 + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

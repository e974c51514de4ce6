//! How the bodies of requests are sent.

use super::{Content, Cx, Payload, is_plain_bytes, is_sendable};
use crate::findings::{Finding, codes};
use crate::ledger::EntryId;
use crate::read::{Media, MediaKind};
use crate::source::Location;
use crate::text::excerpt;

impl Cx<'_, '_, '_> {
    pub(super) fn request_body(&mut self, entry: EntryId, media: &Media) -> Option<Payload> {
        let location = self.ledger.location(media.entry);
        let name = excerpt(&media.name);
        let media_type = self.sendable(media, &location);
        let content = match media.kind {
            MediaKind::Json => match self.json(media) {
                Content::Json(schema) => Content::Json(self.kinds.request(schema)),
                other => other,
            },
            MediaKind::Bytes => {
                if !is_plain_bytes(&media.name) {
                    let message = format!("a body of `{name}` is given as bytes");
                    let help = "write the bytes as the media type has it";
                    self.loosen(media.entry, codes::BODY_BYTES, location, message, help);
                }
                Content::Bytes
            }
        };
        self.ledger.refer(entry, media.entry);
        Some(Payload { media_type, content })
    }

    /// The media type that a body can be sent with: a range, or what is none, is sent as bytes of no known type.
    fn sendable(&mut self, media: &Media, location: &Location) -> String {
        if is_sendable(&media.name) {
            return media.name.clone();
        }
        let sent = if media.kind == MediaKind::Json { "application/json" } else { "application/octet-stream" };
        let message =
            format!("`{}` is no media type that a body can be sent with; it is sent as `{sent}`", excerpt(&media.name));
        let help = "write the media type that is sent, or set the header `Content-Type` on the request";
        self.findings.push(Finding::new(codes::MEDIA_TYPE, location.clone(), message).with_help(help));
        sent.to_owned()
    }
}

//! Writes the bodies of requests that aren't JSON.

use bytes::Bytes;

use super::multipart::{Data, Multipart, MultipartForm};
use super::parts::RequestParts;
use crate::runtime::call::random_key;
use crate::runtime::json::Encode;
use crate::runtime::upload::Upload;
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::form::{self, FieldEncoding};
use crate::runtime::wire::structure::{self, Node};

/// The name of the body in errors.
const BODY: &str = "body";

impl RequestParts {
    /// Sets the body to data as it is. The media type that the caller says is that of the data.
    pub fn upload_body(&mut self, content_type: &'static str, upload: &Upload) -> Result<(), InvalidArgument> {
        let content_type = match upload.media_type() {
            Some(own) => Bytes::copy_from_slice(own.as_bytes()),
            None => Bytes::from_static(content_type.as_bytes()),
        };
        self.set_body(content_type, upload.data().clone())
    }

    /// Sets the body to a form of an object's members.
    pub fn form_body<T: Encode + ?Sized>(
        &mut self,
        content_type: &'static str,
        value: &T,
        encodings: &[FieldEncoding],
    ) -> Result<(), InvalidArgument> {
        let form = form::write(&structure::json(BODY, value)?, encodings)?;
        self.set_body(content_type, form.into())
    }

    /// Sets the body to a form of parts.
    pub fn multipart_body<T: Multipart + ?Sized>(
        &mut self,
        media_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        // 128 random bits are in no data by chance.
        let mut form = MultipartForm::new(random_key());
        value.write(&mut form)?;
        let (content_type, pieces) = form.finish(media_type);
        let mut body = Vec::new();
        for piece in &pieces {
            match piece {
                Data::Bytes(bytes) => body.extend_from_slice(bytes),
                Data::Upload(upload) => body.extend_from_slice(upload.data()),
            }
        }
        self.set_body(content_type, body.into())
    }

    /// Sets the body to the text of a scalar.
    pub fn text_body<T: Encode + ?Sized>(
        &mut self,
        content_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let text = match structure::of(BODY, value)? {
            Node::Scalar(text) => text,
            _ => return Err(InvalidArgument::new(BODY, "must be a string, a number or a boolean")),
        };
        self.set_body(content_type, text.into())
    }

    /// Sets the body to values as JSON, a line each.
    pub fn json_lines_body<T: Encode>(
        &mut self,
        content_type: &'static str,
        values: &[T],
    ) -> Result<(), InvalidArgument> {
        let mut body = Vec::new();
        for value in values {
            body.extend(structure::json(BODY, value)?);
            body.push(b'\n');
        }
        self.set_body(content_type, body.into())
    }

    /// Sets the body to values as JSON, each after a record separator (RFC 7464).
    pub fn json_sequence_body<T: Encode>(
        &mut self,
        content_type: &'static str,
        values: &[T],
    ) -> Result<(), InvalidArgument> {
        let mut body = Vec::new();
        for value in values {
            body.push(RECORD_SEPARATOR);
            body.extend(structure::json(BODY, value)?);
            body.push(b'\n');
        }
        self.set_body(content_type, body.into())
    }
}

/// What a text of a sequence begins with.
const RECORD_SEPARATOR: u8 = 0x1e;

//! `multipart/form-data` (RFC 7578, as the HTML Standard writes it).

use std::fmt;

use crate::runtime::body::RequestBody;
use crate::runtime::json::Encode;
use crate::runtime::upload::Upload;
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::form::{FieldStyle, texts_of};
use crate::runtime::wire::headers::header_value;
use crate::runtime::wire::pieces::{Piece, items, pieces};
use crate::runtime::wire::structure;

/// What is sent as a form of parts.
#[doc(hidden)]
pub trait Multipart {
    /// Adds the parts, in their order.
    fn write(&self, form: &mut MultipartForm) -> Result<(), InvalidArgument>;
}

/// A form of parts that is being written.
#[doc(hidden)]
pub struct MultipartForm {
    boundary: String,
    /// What has been written since the last file.
    written: Vec<u8>,
    /// The body: the data of files, and what stands around it.
    pieces: Vec<RequestBody>,
}

impl MultipartForm {
    /// Begins a form. The boundary must be one that no data has.
    pub(crate) fn new(boundary: String) -> Self {
        Self { boundary, written: Vec::new(), pieces: Vec::new() }
    }

    /// Adds parts of a value: one of each item of an array, none of `null`. Scalars are text, objects are JSON.
    pub fn value<T: Encode + ?Sized>(
        &mut self,
        name: &'static str,
        content_type: Option<&'static str>,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let json = structure::json(name, value)?;
        self.member(name, content_type, &String::from_utf8_lossy(&json))
    }

    /// Adds parts of a value in a style of forms.
    pub fn styled<T: Encode + ?Sized>(
        &mut self,
        name: &'static str,
        style: FieldStyle,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let json = structure::json(name, value)?;
        for (name, text) in texts_of(name, &String::from_utf8_lossy(&json), style)? {
            self.part(&name, None, None, text.as_bytes())?;
        }
        Ok(())
    }

    /// Adds parts of a value's JSON.
    pub(crate) fn member(&mut self, name: &str, content_type: Option<&str>, json: &str) -> Result<(), InvalidArgument> {
        for piece in pieces(json)? {
            match piece {
                Piece::Text(text) => self.part(name, None, content_type, text.as_bytes())?,
                Piece::Json(json) => {
                    self.part(name, None, content_type.or(Some("application/json")), json.as_bytes())?;
                }
            }
        }
        Ok(())
    }

    /// Adds parts of a value as JSON: one of each item of an array, none of `null`.
    pub fn json<T: Encode + ?Sized>(
        &mut self,
        name: &'static str,
        content_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidArgument> {
        let json = structure::json(name, value)?;
        for item in items(&String::from_utf8_lossy(&json))? {
            self.part(name, None, Some(content_type), item.as_bytes())?;
        }
        Ok(())
    }

    /// Adds a part of each file. One without a name is called as the part is, since servers take what has none for text.
    pub fn files<'u>(
        &mut self,
        name: &'static str,
        content_type: Option<&'static str>,
        files: impl IntoIterator<Item = &'u Upload>,
    ) -> Result<(), InvalidArgument> {
        for file in files {
            if !file.data().can_be_sent() {
                return Err(InvalidArgument::new(name, "was sent before, and can be read only once"));
            }
            let media_type = file.media_type().or(content_type).unwrap_or("application/octet-stream");
            self.begin(name, Some(file.name().unwrap_or(name)), Some(media_type))?;
            self.flush();
            self.pieces.push(file.data().clone());
            self.written.extend_from_slice(b"\r\n");
        }
        Ok(())
    }

    fn part(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        content_type: Option<&str>,
        data: &[u8],
    ) -> Result<(), InvalidArgument> {
        self.begin(name, file_name, content_type)?;
        self.written.extend_from_slice(data);
        self.written.extend_from_slice(b"\r\n");
        Ok(())
    }

    /// Writes the head of a part.
    fn begin(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        content_type: Option<&str>,
    ) -> Result<(), InvalidArgument> {
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, escaped(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", escaped(file_name)));
        }
        self.written.extend_from_slice(head.as_bytes());
        if let Some(content_type) = content_type {
            let value = header_value("content-type", content_type.to_owned())?;
            self.written.extend_from_slice(b"\r\nContent-Type: ");
            self.written.extend_from_slice(value.as_bytes());
        }
        self.written.extend_from_slice(b"\r\n\r\n");
        Ok(())
    }

    fn flush(&mut self) {
        if !self.written.is_empty() {
            self.pieces.push(RequestBody::Bytes(std::mem::take(&mut self.written).into()));
        }
    }

    /// The content type, and the body in pieces.
    pub(crate) fn finish(mut self, media_type: &str) -> (String, Vec<RequestBody>) {
        self.written.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        self.flush();
        (format!("{media_type}; boundary={}", self.boundary), self.pieces)
    }
}

/// A name within quotes, as browsers write it (HTML Standard, section 4.10.21.8): no quote and no line break can end it.
fn escaped(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// Shows nothing of the parts.
impl fmt::Debug for MultipartForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultipartForm").finish_non_exhaustive()
    }
}

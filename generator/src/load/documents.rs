//! All files of a crate, as values.

use std::collections::HashMap;

use serde_json::Value;

use crate::findings::codes::EXTERNAL_REFERENCE;
use crate::findings::{Finding, Findings};
use crate::load::read;
use crate::load::references::{own_path, resolve};
use crate::source::{FileId, Location, Role, Sources};

/// The values of the document, of the files that it refers to, and of overlays.
#[derive(Debug, Clone, PartialEq)]
pub struct Documents {
    /// By file. `None` for the configuration, and for a file that can't be read.
    values: Vec<Option<Value>>,
    /// The paths of the document and of the files that it refers to, below the document's folder; by file.
    paths: Vec<Option<String>>,
    /// The same, from path to file.
    files: HashMap<String, FileId>,
}

/// Reads all files but the configuration. What is odd about their texts is found.
///
/// `None` where the document or an overlay can't be read, which is an error then. Another file that can't be read is a
/// warning, since only what refers to it is lost.
pub fn load(sources: &Sources, findings: &mut Findings) -> Option<Documents> {
    let mut documents = Documents { values: Vec::new(), paths: Vec::new(), files: HashMap::new() };
    let mut is_complete = true;
    for (file, role, source) in sources.iter() {
        let path = own_path(role, source);
        documents.files.extend(path.clone().map(|path| (path, file)));
        documents.paths.push(path);
        let value = match (role, read(file, source)) {
            (Role::Config, _) => None,
            (_, Ok((value, odd))) => {
                findings.extend(odd);
                Some(value)
            }
            (Role::Reference(_), Err(finding)) => {
                unreadable_reference(finding, findings);
                None
            }
            (Role::Document | Role::Overlay, Err(finding)) => {
                findings.push(finding);
                is_complete = false;
                None
            }
        };
        documents.values.push(value);
    }
    is_complete.then_some(documents)
}

/// Tells that a file is not used, unless it was told when its bytes were read.
fn unreadable_reference(finding: Finding, findings: &mut Findings) {
    let whole = Location::file(finding.location.file);
    if findings.iter().any(|known| known.location == whole) {
        return;
    }
    let message = format!("this file is not used: {}", finding.message);
    findings.push(Finding { code: EXTERNAL_REFERENCE, message, ..finding });
}

impl Documents {
    /// The value of a file. `None` for the configuration, and for a file that can't be read.
    pub fn get(&self, file: FileId) -> Option<&Value> {
        self.values.get(file.index())?.as_ref()
    }

    /// The paths of the files that the document refers to, below its folder.
    pub(crate) fn file_names(&self) -> HashMap<FileId, String> {
        self.files.iter().map(|(path, file)| (*file, path.clone())).collect()
    }

    /// What a file is called, without its folder and its ending.
    pub(crate) fn stem(&self, file: FileId) -> String {
        let path = self.paths.get(file.index()).and_then(Option::as_deref).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default().to_owned()
    }

    /// The value of a file, to be changed.
    pub fn value_mut(&mut self, file: FileId) -> Option<&mut Value> {
        self.values.get_mut(file.index())?.as_mut()
    }

    /// The file that a `$ref` in the file `from` names: the part of the reference before a `#`, or all of it; `from` itself
    /// where that is empty. `None` for a URL, and for a file that isn't there.
    pub fn resolve_file(&self, from: FileId, relative_path: &str) -> Option<FileId> {
        if relative_path.is_empty() || relative_path.starts_with('#') {
            return Some(from);
        }
        let base = self.paths.get(from.index())?.as_deref()?;
        self.files.get(&resolve(base, relative_path)?).copied()
    }
}

//! What happens to a folder, seen from outside: its files, their texts, times and permissions.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Error;
use tempfile::TempDir;

use super::*;

mod failing;
mod killed;
mod manifests;
mod others;
mod together;
mod writing;

/// A folder for a crate, in a temporary one.
struct Place {
    temporary: TempDir,
}

/// What can be seen of a file or a folder.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    /// `None` for a folder.
    bytes: Option<Vec<u8>>,
    modified: Option<SystemTime>,
}

impl Place {
    fn new() -> Self {
        Self { temporary: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A place where `files` were generated.
    fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        place.update(files).expect("nothing is in the way");
        place
    }

    fn root(&self) -> PathBuf {
        self.temporary.path().join("out")
    }

    fn update(&self, files: &[(&str, &str)]) -> Result<Plan> {
        Folder::update(&self.root(), &listed(files))
    }

    fn plan(&self, files: &[(&str, &str)]) -> Result<Plan> {
        Folder::open(&self.root())?.plan(&listed(files))
    }

    /// Does what was planned before, whatever happened since.
    fn apply_late(&self, plan: &Plan) -> Error {
        let mut change = Change::new(&self.root());
        change.begin().expect("the folder can be locked");
        let failed = Folder::open(&self.root()).and_then(|folder| folder.apply(plan, &mut change));
        change.undo(&failed.expect_err("something is in the way"))
    }

    fn put(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn text(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.root().join(file)).ok()
    }

    /// Everything there, the temporary folder's other contents too.
    fn seen(&self) -> BTreeMap<PathBuf, Seen> {
        let mut seen = BTreeMap::new();
        see(self.temporary.path(), &mut seen);
        seen
    }

    /// Says so if anything but `files` is there.
    fn assert_files(&self, files: &[&str]) {
        let root = self.root();
        let seen = self.seen().into_iter().filter(|(_, seen)| seen.bytes.is_some());
        let found: Vec<_> = seen.map(|(path, _)| shown(path.strip_prefix(&root).expect("below"))).collect();
        assert_eq!(found, files);
    }
}

/// Files with a manifest, as the generator makes them.
fn listed(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut listed: BTreeMap<_, _> =
        files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
    let lines: String = listed.keys().map(|file| format!("{file}\n")).collect();
    listed.insert(MANIFEST.to_owned(), format!("# generated\n{MANIFEST}\n{lines}"));
    listed
}

fn see(folder: &Path, seen: &mut BTreeMap<PathBuf, Seen>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_folder = path.is_dir() && !path.is_symlink();
        let modified = fs::symlink_metadata(&path).expect("it is there").modified().expect("it has a time");
        // A folder's own time tells of temporary files in it: those may come and go.
        let (bytes, modified) = if is_folder { (None, None) } else { (fs::read(&path).ok(), Some(modified)) };
        if is_folder {
            see(&path, seen);
        }
        seen.insert(path, Seen { bytes, modified });
    }
}

fn names(files: &BTreeSet<String>) -> Vec<&str> {
    files.iter().map(String::as_str).collect()
}

fn refusal(result: Result<Plan>) -> String {
    format!("{:#}", result.expect_err("it is refused"))
}

/// Turns the file's time back, so that a change of it can be told for sure.
fn age(path: &Path) {
    let file = fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(SystemTime::UNIX_EPOCH).expect("a time can be set");
}

const TWO: &[(&str, &str)] = &[("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! A.\n")];

//! A change of a folder that is under way, and can be undone.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, anyhow};
use tempfile::{NamedTempFile, TempPath};

use crate::output::complain;
use crate::project::shown;

/// What the name of a temporary file begins with. Six letters and digits follow.
const PREFIX: &str = ".codegen-";

/// A change under way.
#[derive(Debug)]
pub(super) struct Change {
    root: PathBuf,
    /// What was done, in order.
    steps: Vec<Step>,
    /// The root, locked: two runs at once would each take the other's files for its own.
    lock: Option<File>,
}

#[derive(Debug)]
enum Step {
    /// A folder is new.
    Folder(PathBuf),
    /// A file is new.
    Created(PathBuf),
    /// A file was replaced or removed, and this is what it was.
    Kept(PathBuf, TempPath),
}

impl Change {
    /// A change of the folder at `root`, which is made if need be.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), steps: Vec::new(), lock: None }
    }

    /// Makes the root where it is missing, and waits until no other run is at work in it.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        let root = self.root.clone();
        self.create_folder(&root)?;
        // Not everywhere can a folder be opened, or locked: then there is no protection, and none is needed for one run.
        let folder = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
        let Ok(folder) = File::open(folder) else { return Ok(()) };
        let locked = match folder.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                complain!("waiting for another run to be done with {}", shown(&root));
                folder.lock().is_ok()
            }
            Err(TryLockError::Error(_)) => false,
        };
        self.lock = locked.then_some(folder);
        Ok(())
    }

    /// Writes `text` beside `path`, from where it takes its place at once. The file is closed: a folder may have more
    /// files than a process may have open.
    pub(super) fn stage(&mut self, path: &Path, text: &str) -> io::Result<TempPath> {
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        self.create_folder(&folder)?;
        let mut stage = temporary(&folder)?;
        stage.write_all(text.as_bytes())?;
        stage.flush()?;
        Ok(stage.into_temp_path())
    }

    pub(super) fn replace(&mut self, path: &Path, stage: TempPath) -> io::Result<()> {
        let is_new = !path.exists();
        if !is_new {
            self.keep(path)?;
        }
        stage.persist(path).map_err(|error| error.error)?;
        if is_new {
            self.steps.push(Step::Created(path.to_owned()));
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.keep(path)?;
        fs::remove_file(path)
    }

    /// Keeps what `path` is, to have it back with its time and its permissions.
    fn keep(&mut self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        let kept = temporary(folder)?;
        fs::copy(path, kept.path())?;
        kept.as_file().set_modified(fs::metadata(path)?.modified()?)?;
        self.steps.push(Step::Kept(path.to_owned(), kept.into_temp_path()));
        Ok(())
    }

    fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.create_folder(parent)?;
        }
        match fs::create_dir(folder) {
            Ok(()) => self.steps.push(Step::Folder(folder.to_owned())),
            // Another run was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Puts everything back as it was, last things first; `error` is told, and what came of this.
    pub(super) fn undo(self, error: &Error) -> Error {
        let mut lost = Vec::new();
        for step in self.steps.into_iter().rev() {
            let (path, undone) = match step {
                // A folder that isn't empty has something of someone else in it by now.
                Step::Folder(path) => {
                    let _ = fs::remove_dir(&path);
                    continue;
                }
                Step::Created(path) => {
                    let undone = fs::remove_file(&path).is_ok() || !path.exists();
                    (path, undone)
                }
                Step::Kept(path, kept) => {
                    let undone = kept.persist(&path).is_ok();
                    (path, undone)
                }
            };
            if !undone {
                lost.push(shown(&path));
            }
        }
        if lost.is_empty() {
            return anyhow!("{error:#}\nnothing was changed");
        }
        anyhow!("{error:#}\nthese files could not be put back as they were:\n  {}", lost.join("\n  "))
    }

    /// Forgets what was, and removes the folders that are empty now.
    pub(super) fn finish(self) {
        let kept = |step| if let Step::Kept(path, _) = step { Some(path) } else { None };
        let emptied: Vec<_> = self.steps.into_iter().filter_map(kept).filter(|path| !path.exists()).collect();
        for path in emptied {
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
            for folder in folders {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }
}

/// Whether a file of this name is what a run left that was killed.
pub(super) fn is_temporary(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX);
    rest.is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// An empty file beside those it will be among, with the permissions of a file that anyone made.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

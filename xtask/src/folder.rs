//! The folder of a crate, and how it is brought up to date: all of it, or nothing.
//!
//! A manifest in the folder lists what was generated into it. Only those files are ever replaced or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use specwright::MANIFEST;
use tempfile::NamedTempFile;

use crate::project::shown;

/// The folder of a crate.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// What was generated into it.
    owned: BTreeSet<String>,
}

/// What is to be done to a folder.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The files to be written, with their texts.
    pub(crate) write: BTreeMap<String, String>,
    /// The files to be removed.
    pub(crate) remove: BTreeSet<String>,
    /// The files under `src/` that were never generated, and are left alone.
    pub(crate) foreign: BTreeSet<String>,
    /// How many files are as they should be.
    pub(crate) unchanged: usize,
}

/// What was done to a folder.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) written: Vec<String>,
    pub(crate) removed: Vec<String>,
    pub(crate) foreign: Vec<String>,
    pub(crate) unchanged: usize,
}

impl Plan {
    /// Whether there is nothing to be done.
    pub(crate) fn is_fresh(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

impl Folder {
    /// The folder at `path`, which need not be there yet.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        if path.exists() && !path.is_dir() {
            bail!("{} is not a folder", shown(path));
        }
        let mut folder = Self { path: path.to_owned(), owned: BTreeSet::new() };
        let listed = match fs::read_to_string(path.join(MANIFEST)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(folder),
            Err(error) => return Err(error).with_context(|| format!("{} can't be read", folder.shown_file(MANIFEST))),
        };
        for line in listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if !is_below(line) {
                bail!("{} lists `{line}`, which is not a path below it", folder.shown_file(MANIFEST));
            }
            folder.owned.insert(line.to_owned());
        }
        Ok(folder)
    }

    /// The folder, for a message.
    pub(crate) fn shown(&self) -> String {
        shown(&self.path)
    }

    /// A file of the folder, for a message.
    pub(crate) fn shown_file(&self, file: &str) -> String {
        shown(&self.path.join(file))
    }

    /// The text of a file of the folder; `None` where there is none.
    pub(crate) fn text(&self, file: &str) -> Option<String> {
        fs::read(self.path.join(file)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What makes the folder consist of `files`.
    ///
    /// Refuses to plan where a file is in the way that was not generated, or where a path leads out of the folder.
    pub(crate) fn plan(&self, files: &BTreeMap<String, String>) -> Result<Plan> {
        let mut plan = Plan::default();
        let mut in_the_way = Vec::new();
        for (file, text) in files {
            self.refuse_links(file)?;
            match self.found(file)? {
                Some(found) if found == text.as_bytes() => plan.unchanged += 1,
                Some(_) if !self.owned.contains(file) && file != MANIFEST => in_the_way.push(self.shown_file(file)),
                _ => {
                    plan.write.insert(file.clone(), text.clone());
                }
            }
        }
        if !in_the_way.is_empty() {
            bail!(
                "these files are in the way, and were not generated:\n  {}\nmove them elsewhere or delete them, or choose another folder with --out",
                in_the_way.join("\n  ")
            );
        }
        for file in self.owned.iter().filter(|file| !files.contains_key(*file)) {
            self.refuse_links(file)?;
            if self.found(file)?.is_some() {
                plan.remove.insert(file.clone());
            }
        }
        let sources = self.below("src")?;
        plan.foreign =
            sources.into_iter().filter(|file| !files.contains_key(file) && !self.owned.contains(file)).collect();
        Ok(plan)
    }

    /// Does what `plan` says; where that fails, everything is as it was.
    pub(crate) fn apply(&self, plan: &Plan) -> Result<Done> {
        let mut change = Change::new(&self.path);
        if let Err(error) = self.try_apply(plan, &mut change) {
            change.undo();
            return Err(error.context("nothing was changed"));
        }
        change.finish();
        Ok(Done {
            written: plan.write.keys().cloned().collect(),
            removed: plan.remove.iter().cloned().collect(),
            foreign: plan.foreign.iter().cloned().collect(),
            unchanged: plan.unchanged,
        })
    }

    fn try_apply(&self, plan: &Plan, change: &mut Change) -> Result<()> {
        if plan.is_fresh() {
            return Ok(());
        }
        let mut staged = Vec::new();
        for (file, text) in &plan.write {
            let path = self.path.join(file);
            let stage = change.stage(&path, text);
            staged.push((file, path.clone(), stage.with_context(|| format!("{} can't be written", shown(&path)))?));
        }
        // The manifest goes last: what it lists must be there to be removed by the next run, should this one be killed.
        staged.sort_by_key(|(file, ..)| *file == MANIFEST);
        let manifest = staged.pop_if(|(file, ..)| *file == MANIFEST);
        for (_, path, stage) in staged {
            change.replace(&path, stage).with_context(|| format!("{} can't be replaced", shown(&path)))?;
        }
        for file in &plan.remove {
            let path = self.path.join(file);
            change.remove(&path).with_context(|| format!("{} can't be removed", shown(&path)))?;
        }
        if let Some((_, path, stage)) = manifest {
            change.replace(&path, stage).with_context(|| format!("{} can't be replaced", shown(&path)))?;
        }
        Ok(())
    }

    /// What a file consists of; `None` where there is none.
    fn found(&self, file: &str) -> Result<Option<Vec<u8>>> {
        let path = self.path.join(file);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(_) if path.is_dir() => bail!("{} is a folder, and a file of that name is generated", shown(&path)),
            Err(error) => Err(error).with_context(|| format!("{} can't be read", shown(&path))),
        }
    }

    /// A symbolic link below the folder might lead anywhere.
    fn refuse_links(&self, file: &str) -> Result<()> {
        let mut path = self.path.clone();
        for component in Path::new(file).components() {
            path.push(component);
            if path.is_symlink() {
                bail!("{} is a symbolic link; files are only generated into real folders", shown(&path));
            }
        }
        Ok(())
    }

    /// The files below a folder of this one.
    fn below(&self, folder: &str) -> Result<BTreeSet<String>> {
        let mut files = BTreeSet::new();
        let mut waiting = vec![folder.to_owned()];
        while let Some(folder) = waiting.pop() {
            let path = self.path.join(&folder);
            if path.is_symlink() || !path.is_dir() {
                continue;
            }
            let entries = fs::read_dir(&path).with_context(|| format!("{} can't be read", shown(&path)))?;
            for entry in entries {
                let entry = entry?;
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    waiting.push(name);
                } else {
                    files.insert(name);
                }
            }
        }
        Ok(files)
    }
}

/// Whether a path of a manifest stays below its folder.
fn is_below(file: &str) -> bool {
    let path = Path::new(file);
    !file.contains('\\') && path.components().all(|component| matches!(component, Component::Normal(_)))
}

/// A change under way, which can be undone.
#[derive(Debug)]
struct Change {
    root: PathBuf,
    created_folders: Vec<PathBuf>,
    /// The files that are new.
    created: Vec<PathBuf>,
    /// The files that were replaced or removed, and what they were.
    kept: Vec<(PathBuf, tempfile::TempPath)>,
}

impl Change {
    fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), created_folders: Vec::new(), created: Vec::new(), kept: Vec::new() }
    }

    /// Writes `text` beside `path`, from where it takes its place at once.
    fn stage(&mut self, path: &Path, text: &str) -> io::Result<NamedTempFile> {
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        self.create_folder(&folder)?;
        let mut stage = temporary(&folder)?;
        stage.write_all(text.as_bytes())?;
        stage.flush()?;
        Ok(stage)
    }

    fn replace(&mut self, path: &Path, stage: NamedTempFile) -> io::Result<()> {
        if path.exists() {
            self.keep(path)?;
        } else {
            self.created.push(path.to_owned());
        }
        stage.persist(path).map(drop).map_err(|error| error.error)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.keep(path)?;
        fs::remove_file(path)
    }

    /// Keeps what `path` is, to have it back.
    fn keep(&mut self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        let kept = temporary(folder)?.into_temp_path();
        fs::copy(path, &kept)?;
        self.kept.push((path.to_owned(), kept));
        Ok(())
    }

    fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.create_folder(parent)?;
        }
        fs::create_dir(folder)?;
        self.created_folders.push(folder.to_owned());
        Ok(())
    }

    /// Puts everything back as it was, as far as that is possible.
    fn undo(self) {
        for path in &self.created {
            let _ = fs::remove_file(path);
        }
        for (path, kept) in self.kept {
            let _ = kept.persist(path);
        }
        for folder in self.created_folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }

    /// Forgets what was, and removes the folders that are empty now.
    fn finish(self) {
        let removed: Vec<_> = self.kept.iter().map(|(path, _)| path.clone()).filter(|path| !path.exists()).collect();
        drop(self.kept);
        for path in removed {
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
            for folder in folders {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }
}

/// An empty file beside those it will be among, with the permissions of a file that anyone made.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".codegen-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests;

//! The folder of a crate, and how it is brought up to date: all of it, or nothing.
//!
//! A manifest in the folder lists what was generated into it. Only those files are ever replaced or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use specwright::MANIFEST;

use self::change::{Change, is_temporary};
use crate::project::shown;

mod change;

/// The folder of a crate.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// What was generated into it.
    owned: BTreeSet<String>,
    /// Whether nothing was ever generated into it.
    is_new: bool,
}

/// What is to be done to a folder, or was.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The files to be written, with their texts.
    pub(crate) write: BTreeMap<String, String>,
    /// The files to be removed: those that are no longer generated, and what a run left that was killed.
    pub(crate) remove: BTreeSet<String>,
    /// The files under `src/`, and the build script, that were never generated, and are left alone.
    pub(crate) foreign: BTreeSet<String>,
    /// How many files are as they should be.
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
        if path.canonicalize().is_ok_and(|path| path.parent().is_none()) {
            bail!("{} is the root of the file system, and no place for a crate", shown(path));
        }
        let mut folder = Self { path: path.to_owned(), owned: BTreeSet::new(), is_new: true };
        let listed = match fs::read_to_string(path.join(MANIFEST)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(folder),
            Err(error) => return Err(error).with_context(|| format!("{} can't be read", folder.shown_file(MANIFEST))),
        };
        folder.is_new = false;
        for line in listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if !is_below(line) {
                bail!("{} lists `{line}`, which is not a path below it", folder.shown_file(MANIFEST));
            }
            folder.owned.insert(line.to_owned());
        }
        Ok(folder)
    }

    /// Whether nothing was ever generated into it.
    pub(crate) fn is_new(&self) -> bool {
        self.is_new
    }

    /// The name of the crate that was generated into it; `None` where there is none, or it can't be told.
    pub(crate) fn crate_name(&self) -> Option<String> {
        let manifest: toml::Table = self.text("Cargo.toml").filter(|_| !self.is_new)?.parse().ok()?;
        Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
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
            if !is_below(file) {
                bail!("the generator made a file called `{file}`, which is not a path below {}", self.shown());
            }
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
        plan.remove = self.obsolete(files)?;
        let is_ours =
            |file: &String| files.contains_key(file) || self.owned.contains(file) || plan.remove.contains(file);
        // Cargo would run a build script wherever it came from.
        let build_script = self.found("build.rs")?.map(|_| "build.rs".to_owned());
        plan.foreign = self.below("src")?.into_iter().chain(build_script).filter(|file| !is_ours(file)).collect();
        Ok(plan)
    }

    /// Makes the folder at `path` consist of `files`, and tells what it took; where that fails, everything is as it was.
    pub(crate) fn update(path: &Path, files: &BTreeMap<String, String>) -> Result<Plan> {
        let mut change = Change::new(path);
        let tried = change.begin().with_context(|| format!("{} can't be made", shown(path)));
        let updated = tried.and_then(|()| {
            let folder = Self::open(path)?;
            let plan = folder.plan(files)?;
            folder.apply(&plan, &mut change)?;
            Ok(plan)
        });
        match updated {
            Ok(plan) => {
                change.finish();
                Ok(plan)
            }
            Err(error) => Err(change.undo(&error)),
        }
    }

    fn apply(&self, plan: &Plan, change: &mut Change) -> Result<()> {
        // Should this run be killed, the next one must know as generated what was there before, and what is new.
        if plan.write.keys().any(|file| !self.owned.contains(file)) {
            let path = self.path.join(MANIFEST);
            let stage = change.stage(&path, &self.interim(plan)).and_then(|stage| change.replace(&path, stage));
            stage.with_context(|| format!("{} can't be written", shown(&path)))?;
        }
        let mut staged = Vec::new();
        for (file, text) in &plan.write {
            let path = self.path.join(file);
            let stage = change.stage(&path, text).with_context(|| format!("{} can't be written", shown(&path)))?;
            staged.push((file, path, stage));
        }
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

    /// The manifest while a run is under way.
    fn interim(&self, plan: &Plan) -> String {
        let files: BTreeSet<_> = self.owned.iter().chain(plan.write.keys()).collect();
        let lines: String = files.into_iter().map(|file| format!("{file}\n")).collect();
        format!("# A run is under way, or was killed. The next one will mend what it left.\n{lines}")
    }

    /// What a file consists of; `None` where there is none.
    fn found(&self, file: &str) -> Result<Option<Vec<u8>>> {
        let path = self.path.join(file);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                bail!("{} can't be generated: a file is in the way, where it needs a folder", shown(&path))
            }
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

    /// What is there, and should not be: what is no longer generated, and what a run left that was killed.
    fn obsolete(&self, files: &BTreeMap<String, String>) -> Result<BTreeSet<String>> {
        let mut obsolete = BTreeSet::new();
        for file in self.owned.iter().filter(|file| !files.contains_key(*file)) {
            self.refuse_links(file)?;
            if self.path.join(file).is_file() {
                obsolete.insert(file.clone());
            }
        }
        obsolete.extend(self.leftovers(files)?);
        Ok(obsolete)
    }

    /// What a run left that was killed: temporary files, in the folders where it may have made some.
    fn leftovers(&self, files: &BTreeMap<String, String>) -> Result<BTreeSet<String>> {
        let folder = |file: &String| file.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let folders: BTreeSet<_> = files.keys().chain(&self.owned).map(folder).collect();
        let mut leftovers = BTreeSet::new();
        for folder in folders {
            let path = folder.as_ref().map_or_else(|| self.path.clone(), |folder| self.path.join(folder));
            for entry in entries(&path)? {
                let name = entry.file_name().to_string_lossy().into_owned();
                if is_temporary(&name) && entry.file_type()?.is_file() {
                    leftovers.insert(folder.as_ref().map_or_else(|| name.clone(), |folder| format!("{folder}/{name}")));
                }
            }
        }
        Ok(leftovers)
    }

    /// The files below a folder of this one.
    fn below(&self, folder: &str) -> Result<BTreeSet<String>> {
        let mut files = BTreeSet::new();
        let mut waiting = vec![folder.to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in entries(&self.path.join(&folder))? {
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

/// What is in a folder; nothing where there is no real folder.
fn entries(path: &Path) -> Result<Vec<fs::DirEntry>> {
    if path.is_symlink() || !path.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(path).and_then(Iterator::collect);
    entries.with_context(|| format!("{} can't be read", shown(path)))
}

/// Whether a path stays below its folder, and is written in the one way in which a manifest writes it.
fn is_below(file: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    file.split('/').all(is_name)
}

#[cfg(test)]
mod tests;

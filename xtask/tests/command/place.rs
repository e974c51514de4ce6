//! A project in a temporary folder, and runs of the command in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

/// A small document.
pub(crate) const DOCUMENT: &str = "\
openapi: 3.0.3
info:
  title: Pet shop
  version: '1'
servers:
  - url: https://pets.example.com
paths:
  /pets/{id}:
    get:
      operationId: pets.get
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name:
          type: string
";

/// A smaller one, in JSON.
pub(crate) const JSON: &str = r#"{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "servers": [{"url": "https://a.example"}],
"paths": {"/a": {"delete": {"operationId": "a.delete", "responses": {"204": {"description": "Gone."}}}}}}"#;

/// The configuration of the first.
pub(crate) const CONFIG: &str = "document = \"pets.yaml\"\noutput = \"../generated\"\n[crate]\nname = \"pets\"\n";

/// A project: `spec/pets.yaml`, `spec/specwright.toml`, and what is generated from them into `generated/`.
pub(crate) struct Place {
    temporary: TempDir,
}

/// A run that ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    /// A project from which nothing was generated yet.
    pub(crate) fn new() -> Self {
        let place = Self { temporary: tempfile::tempdir().expect("a temporary folder") };
        place.put("spec/pets.yaml", DOCUMENT);
        place.put("spec/specwright.toml", CONFIG);
        fs::create_dir(place.path("xtask")).expect("a folder");
        place
    }

    /// A project with its crate.
    pub(crate) fn generated() -> Self {
        let place = Self::new();
        place.run(&["codegen"]).succeeded();
        place
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.temporary.path().join(file)
    }

    pub(crate) fn put(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("it is there")
    }

    /// The command, to be run in a folder of the project.
    pub(crate) fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.path(folder)).stdin(Stdio::null());
        // As cargo does it, for which the project is where this package is.
        command.env("CARGO_MANIFEST_DIR", self.path("xtask"));
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in("", arguments)
    }

    /// A run that builds into a folder of the project.
    pub(crate) fn run_with_target(&self, arguments: &[&str]) -> Ran {
        let output = self.command("", arguments).env("CARGO_TARGET_DIR", self.path("target")).output();
        Ran::of(output.expect("the command can be started"))
    }

    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        Ran::of(self.command(folder, arguments).output().expect("the command can be started"))
    }

    /// All files of the project, with their texts and times.
    pub(crate) fn seen(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut seen = BTreeMap::new();
        see(self.temporary.path(), &mut seen);
        seen
    }

    /// Runs the command, which must be refused, and leave everything as it is; what it says on the error stream.
    pub(crate) fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let before = self.seen();
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert_eq!(ran.stdout, "", "{ran:?}");
        assert!(ran.stderr.contains("error"), "{ran:?}");
        assert!(!ran.stderr.contains("panicked"), "{ran:?}");
        assert_eq!(self.seen(), before);
        ran.stderr
    }
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The standard output of a run that must have succeeded.
    pub(crate) fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        assert_eq!(self.stderr, "");
        self.stdout
    }

    /// The standard output of a check that must have found something.
    pub(crate) fn found(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.stderr, "");
        self.stdout
    }
}

fn see(folder: &Path, seen: &mut BTreeMap<PathBuf, (Vec<u8>, SystemTime)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            seen.insert(path.clone(), (Vec::new(), SystemTime::UNIX_EPOCH));
            see(&path, seen);
        } else {
            let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("it has a time");
            seen.insert(path.clone(), (fs::read(&path).expect("it is a file"), modified));
        }
    }
}

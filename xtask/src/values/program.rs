//! The program that sends values through the types of a crate: one function for all types, and a table of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The name of the program for a crate, which is a crate beside it.
pub(crate) fn name(krate: &str) -> String {
    format!("{krate}-values")
}

/// What became of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It was read, and written again as this.
    Written(String),
    /// It couldn't be read or written, for this reason.
    Refused(String),
    /// The code panicked, or the program ended.
    Panicked,
}

/// The program beside the crate `krate` in `folder`.
#[derive(Debug)]
pub(crate) struct Program {
    folder: PathBuf,
    krate: String,
    /// The types, with their places in the table.
    types: BTreeMap<String, usize>,
}

impl Program {
    fn name(&self) -> String {
        name(&self.krate)
    }

    /// How many types there are.
    pub(crate) fn count(&self) -> usize {
        self.types.len()
    }

    /// Writes the source of a program for these types.
    pub(crate) fn write<'t>(folder: &Path, krate: &str, types: impl Iterator<Item = &'t str>) -> Result<Program> {
        let mut table: BTreeMap<String, usize> = types.map(|ty| (ty.to_owned(), 0)).collect();
        table.values_mut().enumerate().for_each(|(number, place)| *place = number);
        let program = Program { folder: folder.to_owned(), krate: krate.to_owned(), types: table };
        let own = folder.join(program.name());
        fs::create_dir_all(own.join("src")).with_context(|| format!("{} can't be made", own.display()))?;
        fs::write(own.join("Cargo.toml"), program.manifest())?;
        fs::write(own.join("src/main.rs"), program.source())?;
        Ok(program)
    }

    fn manifest(&self) -> String {
        let (name, krate) = (self.name(), &self.krate);
        let any_json = self.types.keys().any(|ty| ty.contains("serde_json::"));
        let serde_json = if any_json { "serde_json = \"1\"\n" } else { "" };
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\n{krate} = {{ path = \"../{krate}\", default-features = false }}\n{serde_json}"
        )
    }

    fn source(&self) -> String {
        let json = format!("{}::runtime::json", self.krate.replace('-', "_"));
        let mut source = SOURCE.replace("JSON", &json);
        let _ = writeln!(source, "\nstatic TYPES: [Check; {}] = [", self.types.len());
        for ty in self.types.keys() {
            let _ = writeln!(source, "    check::<{ty}>,");
        }
        source + "];\n"
    }

    /// Builds it as a member of the workspace in its folder, and sends values through it, each with its type.
    pub(crate) fn run<'v>(
        &self,
        target: &Path,
        values: impl Iterator<Item = (&'v str, &'v str)>,
    ) -> Result<Vec<Answer>> {
        let mut lines = String::new();
        for (ty, value) in values {
            let number = self.types.get(ty).with_context(|| format!("{ty} is not in the table"))?;
            let _ = writeln!(lines, "{number}\t{value}");
        }
        let own = self.folder.join(self.name());
        let (input, output) = (own.join("values.txt"), own.join("answers.txt"));
        fs::write(&input, &lines)?;
        build(&self.folder, target, &self.name())?;
        let program = self.folder.join("target/debug").join(format!("{}{}", self.name(), std::env::consts::EXE_SUFFIX));
        let mut answers: Vec<Answer> = Vec::new();
        let count = lines.lines().count();
        // A stack that overflows ends the program; what comes after that value is tried by another.
        while answers.len() < count {
            let mut run = Command::new(&program);
            run.arg(&input).arg(answers.len().to_string());
            run.stdin(Stdio::null()).stderr(Stdio::null()).stdout(File::create(&output)?);
            let status = run.status().with_context(|| format!("{} can't be started", program.display()))?;
            answers.extend(fs::read_to_string(&output)?.lines().map(answer));
            if answers.len() < count {
                answers.push(Answer::Panicked);
            } else if !status.success() {
                bail!("{} ended with {status}", program.display());
            }
        }
        Ok(answers)
    }
}

fn answer(line: &str) -> Answer {
    match line.split_at_checked(1) {
        Some(("=", text)) => Answer::Written(text.to_owned()),
        Some(("!", text)) => Answer::Refused(text.to_owned()),
        _ => Answer::Panicked,
    }
}

fn build(folder: &Path, target: &Path, package: &str) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--offline", "--quiet", "--package", package])
        .current_dir(folder)
        .env("CARGO_BUILD_BUILD_DIR", target)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .context("cargo can't be started")?;
    if !output.status.success() {
        let said: String = String::from_utf8_lossy(&output.stderr).chars().take(4_000).collect();
        bail!("the program {package} can't be built:\n{said}");
    }
    Ok(())
}

const SOURCE: &str = r#"//! Sends JSON values through types.

use std::io::Write;
use std::panic::catch_unwind;

use JSON::{Decode, Encode, from_slice, to_vec};

type Check = fn(&[u8]) -> Result<Vec<u8>, String>;

fn check<T: Decode + Encode>(text: &[u8]) -> Result<Vec<u8>, String> {
    let value = from_slice::<T>(text).map_err(|error| error.to_string())?;
    to_vec(&value).map_err(|error| error.to_string())
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let input = arguments.next().unwrap_or_default();
    let first = arguments.next().and_then(|first| first.parse().ok()).unwrap_or(0);
    let values = std::fs::read_to_string(input).unwrap_or_default();
    std::panic::set_hook(Box::new(|_| {}));
    let mut output = std::io::stdout();
    for line in values.lines().skip(first) {
        let (number, value) = line.split_once('\t').unwrap_or(("", line));
        let check = number.parse::<usize>().ok().and_then(|number| TYPES.get(number));
        let answer = check.map(|check| catch_unwind(|| check(value.as_bytes())));
        let mut line = match answer {
            Some(Ok(Ok(text))) => [b"=", text.as_slice()].concat(),
            Some(Ok(Err(error))) => format!("!{}", error.replace(['\n', '\r'], " ")).into_bytes(),
            _ => b"*".to_vec(),
        };
        line.push(b'\n');
        // A line at a time, so that what a value did that ends the program can be told.
        let _ = output.write_all(&line).and_then(|()| output.flush());
    }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    /// A crate whose types do what real ones never should.
    const KRATE: &str = r#"
        pub mod runtime {
            pub mod json {
                pub trait Decode: Sized {
                    fn decode(text: &str) -> Result<Self, &'static str>;
                }
                pub trait Encode {
                    fn encode(&self) -> Vec<u8>;
                }
                pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, &'static str> {
                    T::decode(std::str::from_utf8(text).unwrap_or_default())
                }
                pub fn to_vec<T: Encode>(value: &T) -> Result<Vec<u8>, &'static str> {
                    Ok(value.encode())
                }
            }
        }
        pub struct Echo(String);
        impl runtime::json::Decode for Echo {
            fn decode(text: &str) -> Result<Echo, &'static str> {
                match text {
                    "1" => panic!("one"),
                    "2" => Err("at $: two\nlines"),
                    "3" => std::process::abort(),
                    _ => Ok(Echo(text.to_owned())),
                }
            }
        }
        impl runtime::json::Encode for Echo {
            fn encode(&self) -> Vec<u8> {
                self.0.clone().into_bytes()
            }
        }
    "#;

    #[test]
    fn each_value_has_an_answer_whatever_becomes_of_it() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let krate = folder.path().join("pets");
        fs::create_dir_all(krate.join("src"))?;
        fs::write(krate.join("Cargo.toml"), "[package]\nname = \"pets\"\nversion = \"0.0.0\"\nedition = \"2024\"\n")?;
        fs::write(krate.join("src/lib.rs"), KRATE)?;
        let members = "[workspace]\nresolver = \"3\"\nmembers = [\"pets\", \"pets-values\"]\n";
        fs::write(folder.path().join("Cargo.toml"), members)?;
        let program = Program::write(folder.path(), "pets", ["pets::Echo", "pets::Echo"].into_iter())?;
        assert_eq!(program.count(), 1);
        let values = ["null", "1", "2", "3", "\"\\u0000\"", "3"].map(|value| ("pets::Echo", value));
        let written = |text: &str| Answer::Written(text.to_owned());
        let refused = Answer::Refused("at $: two lines".to_owned());
        let answers = program.run(&folder.path().join("build"), values.into_iter())?;
        let expected =
            [written("null"), Answer::Panicked, refused, Answer::Panicked, written("\"\\u0000\""), Answer::Panicked];
        assert_eq!(answers, expected);
        Ok(())
    }
}

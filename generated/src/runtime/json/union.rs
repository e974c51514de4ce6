//! Unions: values of one of several types, and how a value finds its branch.
//!
//! 1. In an object, the member that is the union's tag names the branch. No other branch is asked, unless the value
//!    doesn't fit that one. Of several that it names, one is found as in 2 and 3.
//! 2. Otherwise the branches are those of the value's kind, and for an object those whose required members it has. If a
//!    value that is no object has one branch, it must fit that one.
//! 3. Otherwise the branches are tried in order. The first that the value fits without a loss is taken: none of its
//!    members is skipped, and each value of an enum or a union within it is known. If there is none, that is taken which
//!    skips none. If there is none either, but all branches that it fits skip the same members, which no other branch
//!    names, the first of these is taken. Before the order, fewer unknown values count.
//! 4. Otherwise the value is kept as any JSON.
//!
//! Nothing is buffered: a value is read again for each branch. So that unions within unions don't multiply their trials,
//! what an inner one has chosen at a position is remembered until the outermost one ends. Then each union makes its
//! trials once for a position, and reading a value again takes time that grows with its length.

use std::collections::BTreeMap;
use std::ptr;

use super::look::{Kind, Losses};
use super::object::missing;
use super::{Error, Reader, Writer};

/// The branches of a union, and the member that tells which one an object is of.
#[doc(hidden)]
#[derive(Debug)]
pub struct Union {
    tag: Option<&'static str>,
    branches: &'static [Branch],
}

/// What values of a branch are, the values of the tag that mean it, and the members that its objects must have.
type Branch = (&'static [Kind], &'static [&'static str], &'static [&'static str]);

impl Union {
    /// Makes the table of a type.
    pub const fn new(tag: Option<&'static str>, branches: &'static [Branch]) -> Self {
        Self { tag, branches }
    }

    /// The members that objects of a branch must have.
    fn required(&self, branch: usize) -> &'static [&'static str] {
        self.branches.get(branch).map_or(&[], |(_, _, required)| *required)
    }

    /// The numbers of the branches that have this kind.
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let branches = self.branches.iter().enumerate();
        branches.filter(move |(_, (kinds, ..))| kinds.contains(&kind)).map(|(number, _)| number)
    }
}

/// What unions have chosen that are within another one, by their position and the address of their table.
#[derive(Clone, Default)]
pub(super) struct Choices {
    chosen: BTreeMap<(usize, usize), usize>,
    /// How many unions are being read, each within another.
    depth: usize,
    /// Where a value begins that is tried as each branch. A union that is such a branch, and has none for the value, fails.
    trial: Option<usize>,
    /// Whether the text is only there to see which branches name its member.
    is_probe: bool,
}

/// The number of no branch: the value is kept as any JSON.
const OTHER: usize = usize::MAX;

/// Reads the value as the branch of this number, and keeps it instead of the one that was read before.
type ReadBranch<'f> = &'f mut dyn FnMut(&mut Reader<'_>, usize) -> Result<(), Error>;

/// The number of a branch, and whether the value fits it.
type Chosen = (usize, Result<(), Error>);

impl Reader<'_> {
    /// Reads a value of the union by the function.
    #[doc(hidden)]
    pub fn union(&mut self, union: &'static Union, read: ReadBranch<'_>) -> Result<(), Error> {
        let Some(kind) = self.kind() else { return self.branch(OTHER, read).1 };
        let place = (self.position, ptr::from_ref(union).addr());
        if self.choices.is_probe {
            return self.probe(place, union, read);
        }
        if let Some(branch) = self.choices.chosen.get(&place) {
            return self.branch(*branch, read).1;
        }
        let is_remembered = self.choices.depth > 0 && matches!(kind, Kind::array | Kind::object);
        if is_remembered {
            // A union that is a branch of its own comes here again.
            self.choices.chosen.insert(place, OTHER);
        }
        self.choices.depth += 1;
        let (branch, result) = match (kind, union.tag) {
            (Kind::object, Some(tag)) => self.tagged(tag, union, read),
            _ => self.untagged(kind, union, read),
        };
        self.choices.depth -= 1;
        if self.choices.depth == 0 {
            self.choices.chosen.clear();
        } else if is_remembered {
            self.choices.chosen.insert(place, branch);
        }
        result
    }

    fn branch(&mut self, branch: usize, read: ReadBranch<'_>) -> Chosen {
        if branch == OTHER && self.choices.trial == Some(self.position) {
            return (OTHER, Err(missing()));
        }
        self.note_known(branch != OTHER);
        (branch, read(self, branch))
    }

    fn tagged(&mut self, tag: &str, union: &Union, read: ReadBranch<'_>) -> Chosen {
        let Some(value) = self.tag(tag) else { return self.untagged(Kind::object, union, read) };
        let all = union.branches.iter().enumerate();
        let named: Vec<_> = all.filter(|(_, (_, tags, _))| tags.contains(&&*value)).map(|(number, _)| number).collect();
        let branch = match named.as_slice() {
            [] => return self.branch(OTHER, read),
            [only] => *only,
            _ => return self.tried(Kind::object, named, union, read),
        };
        let start = self.mark();
        let Err(error) = read(self, branch) else { return (branch, Ok(())) };
        self.reset(start);
        let mut others: Vec<_> = union.of_kind(Kind::object).filter(|other| *other != branch).collect();
        self.retain_by_members(&mut others, union);
        match self.lossless(&others, read) {
            Ok(other) => (other, Ok(())),
            Err(_) => (branch, Err(error)),
        }
    }

    /// Keeps the branches whose required members the object has.
    fn retain_by_members(&mut self, branches: &mut Vec<usize>, union: &Union) {
        let mut names = Vec::new();
        self.look(&mut |_, name| {
            names.push(name);
            true
        });
        let has = |name: &&str| names.iter().any(|found| found == name);
        branches.retain(|branch| union.required(*branch).iter().all(has));
    }

    fn untagged(&mut self, kind: Kind, union: &Union, read: ReadBranch<'_>) -> Chosen {
        let start = self.mark();
        let branches: Vec<_> = union.of_kind(kind).collect();
        if let [only] = branches.as_slice() {
            let result = read(self, *only);
            if result.is_ok() || kind != Kind::object {
                return (*only, result);
            }
            self.reset(start);
            return self.branch(OTHER, read);
        }
        self.tried(kind, branches, union, read)
    }

    /// Reads the value as one of several branches.
    fn tried(&mut self, kind: Kind, mut branches: Vec<usize>, union: &Union, read: ReadBranch<'_>) -> Chosen {
        if kind == Kind::object {
            self.retain_by_members(&mut branches, union);
        }
        match self.lossless(&branches, read) {
            Ok(branch) => (branch, Ok(())),
            Err(lossy) => {
                let branch = self.least_lossy(&lossy, kind, union, read);
                self.branch(branch, read)
            }
        }
    }

    /// Reads the value as the first of these branches that loses nothing. If there is none, the reader doesn't move, and
    /// the error has the branches that the value fits.
    fn lossless(&mut self, branches: &[usize], read: ReadBranch<'_>) -> Result<usize, Vec<(usize, Losses)>> {
        let start = self.mark();
        let outer = self.choices.trial.replace(self.position);
        let mut lossy = Vec::new();
        let found = branches.iter().find(|branch| {
            self.reset(start);
            let fits = read(self, **branch).is_ok();
            let is_lossless = fits && self.losses == start.losses;
            if fits && !is_lossless {
                lossy.push((**branch, self.losses));
            }
            is_lossless
        });
        self.choices.trial = outer;
        match found {
            Some(branch) => Ok(*branch),
            None => {
                self.reset(start);
                Err(lossy)
            }
        }
    }

    /// The branch to take of these, which the value fits with these losses.
    fn least_lossy(&mut self, lossy: &[(usize, Losses)], kind: Kind, union: &Union, read: ReadBranch<'_>) -> usize {
        let nothing = self.losses.skipped;
        let least = lossy.iter().min_by_key(|(_, losses)| (losses.skipped != nothing, losses.unknown));
        let Some((best, losses)) = least else { return OTHER };
        if losses.skipped == nothing {
            return *best;
        }
        let mut is_other = lossy.iter().any(|(_, others)| others.skipped != losses.skipped);
        if !is_other && kind == Kind::object {
            let fits = |branch: &usize| lossy.iter().any(|(fitting, _)| fitting == branch);
            let others: Vec<_> = union.of_kind(kind).filter(|branch| !fits(branch)).collect();
            self.look(&mut |_, name| {
                let mut names = |branch| has_field(branch, &name, read);
                is_other = others.iter().any(|branch| names(*branch)) && !names(*best);
                !is_other
            });
        }
        if is_other { OTHER } else { *best }
    }

    /// Skips a member unless a branch names it.
    fn probe(&mut self, place: (usize, usize), union: &Union, read: ReadBranch<'_>) -> Result<(), Error> {
        let start = self.mark();
        if self.choices.chosen.insert(place, OTHER).is_some() {
            self.count_skipped();
            return Err(missing());
        }
        for branch in union.of_kind(Kind::object) {
            self.reset(start);
            read(self, branch).ok();
            if self.losses == start.losses {
                break;
            }
        }
        Err(missing())
    }
}

/// Whether the branch names a member: then an object of this one member has none that is skipped.
fn has_field(branch: usize, name: &str, read: ReadBranch<'_>) -> bool {
    let mut writer = Writer::new();
    writer.bytes.push(b'{');
    writer.string(name);
    writer.bytes.extend_from_slice(b":0}");
    let text = String::from_utf8_lossy(&writer.bytes);
    let mut reader = Reader::new(&text);
    reader.choices.is_probe = true;
    read(&mut reader, branch).ok();
    reader.losses == Losses::default()
}

/// Implements what a union has, by its branches: `union!(Shape on "kind" { Circle(Circle): [object] tags ["circle"]
/// requires ["radius"] } from { Circle(Circle) })`. The tag is left out where there is none. Those behind `from` are
/// converted into the variant.
#[allow(unused_macros, reason = "an API may have no union")]
macro_rules! union {
    (@tag) => {
        ::std::option::Option::None
    };
    (@tag $tag:literal) => {
        ::std::option::Option::Some($tag)
    };
    ($name:ident $(on $tag:literal)? {
        $($variant:ident($type:ty):
            [$($kind:ident)*] tags [$($value:literal),* $(,)?] requires [$($required:literal),* $(,)?]),* $(,)?
    } $(from { $($into:ident($from:ty)),* $(,)? })?) => {
        impl $name {
            /// Whether the value is of no type that this version of the crate knows.
            pub fn is_unknown(&self) -> bool {
                ::std::matches!(self, Self::Other(_))
            }
        }

        const _: () = {
            use ::std::option::Option::{None, Some};
            use ::std::result::Result::{self, Ok};
            use $crate::runtime::json;

            #[allow(clippy::enum_variant_names, reason = "the document names them")]
            enum Branch {
                $($variant),*
            }

            const BRANCHES: &[Branch] = &[$(Branch::$variant),*];
            static UNION: json::Union = json::Union::new(json::union!(@tag $($tag)?), &[$(
                (&[$(json::Kind::$kind),*], &[$($value),*], &[$($required),*])
            ),*]);

            impl json::Decode for $name {
                fn decode(reader: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                    let mut value = None;
                    reader.union(&UNION, &mut |reader, branch| {
                        value = Some(match BRANCHES.get(branch) {
                            $(Some(Branch::$variant) => Self::$variant(<$type as json::Decode>::decode(reader)?),)*
                            _ => Self::Other(json::Decode::decode(reader)?),
                        });
                        Ok(())
                    })?;
                    value.ok_or_else(json::missing)
                }
            }

            impl json::Encode for $name {
                fn encode(&self, writer: &mut json::Writer) -> Result<(), json::Error> {
                    let value: &dyn json::Encode = match self {
                        $(Self::$variant(value) => value,)*
                        Self::Other(value) => value,
                    };
                    value.encode(writer)
                }
            }
        };
        $($(
            impl ::std::convert::From<$from> for $name {
                fn from(value: $from) -> Self {
                    Self::$into(value.into())
                }
            }
        )*)?
        $crate::runtime::json::serde_traits!($name);
    };
}
#[allow(unused_imports, reason = "an API may have no union")]
pub(crate) use union;

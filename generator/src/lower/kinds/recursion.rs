//! References followed to their ends, and lists that hold themselves.

use super::{Kind, Kinds};
use crate::findings::{Code, Finding, Findings, codes};
use crate::lower::cycles::Cycles;
use crate::read::{Arena, SchemaId};

/// How many lists can be in one another with no name between: more can't be read by anyone.
const MAX_NESTED_LISTS: usize = 8;

/// Completes the kinds of all schemas.
pub(super) fn finish(schemas: &Arena<'_>, mut kinds: Kinds) -> Kinds {
    kinds.wrappers = vec![false; schemas.len()];
    kinds.follow(schemas);
    kinds.name_recursive(schemas);
    kinds.cut_nested(schemas);
    kinds
}

impl Kinds {
    /// Finds what each schema stands for, and whether it can be `null` there.
    fn follow(&mut self, schemas: &Arena<'_>) {
        self.target = schemas.ids().collect();
        for id in schemas.ids() {
            let (mut at, mut nullable, mut steps) = (id, self.nullable[id.index()], 0);
            while let Kind::Reference(next) = self.get(at) {
                at = *next;
                nullable |= self.nullable[at.index()];
                steps += 1;
                if steps > schemas.len() {
                    let message = "this schema is nothing but itself; any JSON is allowed here";
                    let help = "say what its values are";
                    self.loosen(schemas, id, codes::REFERENCE_CYCLE, message, help);
                    at = id;
                }
            }
            self.target[id.index()] = at;
            self.nullable[id.index()] = nullable;
        }
    }

    /// Gives a name to lists and maps that hold nothing but themselves.
    fn name_recursive(&mut self, schemas: &Arena<'_>) {
        for only_components in [true, false] {
            let cycles = self.anonymous_cycles(schemas);
            for id in schemas.ids().filter(|id| cycles.of(*id).is_some()) {
                match self.get(id) {
                    Kind::List(_) | Kind::Map(_) if !only_components || schemas[id].is_component() => {
                        self.wrappers[id.index()] = true;
                    }
                    Kind::Tuple(_) if !only_components => {
                        let message = "this tuple holds itself, without an end; any JSON is allowed here";
                        let help = "let it hold something, in an object for example";
                        self.loosen(schemas, id, codes::RECURSIVE_ALIAS, message, help);
                    }
                    _ => {}
                }
            }
        }
    }

    /// The cycles of types that have no name.
    fn anonymous_cycles(&self, schemas: &Arena<'_>) -> Cycles {
        let edges = schemas.ids().filter(|id| !self.is_type(*id)).flat_map(|id| {
            let parts = self.parts(id).into_iter();
            parts.map(move |part| (id, part))
        });
        Cycles::find(schemas.len(), edges.collect::<Vec<_>>().into_iter())
    }

    fn cut_nested(&mut self, schemas: &Arena<'_>) {
        let deep: Vec<_> = schemas.ids().filter(|id| self.depth(*id) > MAX_NESTED_LISTS).collect();
        for id in deep {
            let message = format!("lists of lists of more than {MAX_NESTED_LISTS} levels; any JSON is allowed here");
            self.loosen(schemas, id, codes::NESTED_LISTS, &message, "put an object between");
        }
    }

    /// How many lists are in one another, as far as it matters.
    fn depth(&self, start: SchemaId) -> usize {
        let mut at = self.target(start);
        let mut lists = 0;
        while let Kind::List(Some(inner)) | Kind::Map(inner) = self.get(at) {
            if lists > MAX_NESTED_LISTS || (lists > 0 && self.is_wrapper(at)) {
                break;
            }
            lists += 1;
            at = self.target(*inner);
        }
        lists
    }

    fn loosen(&mut self, schemas: &Arena<'_>, id: SchemaId, code: Code, message: &str, help: &str) {
        let mut findings = Findings::new();
        let finding = Finding::new(code, schemas[id].node.location(), message).with_help(help);
        self.of[id.index()] = Kind::Loose(findings.loosen(finding));
        self.findings.extend(findings.into_iter().map(|finding| (id, finding)));
    }
}

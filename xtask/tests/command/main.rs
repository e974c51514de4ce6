//! The command as its user meets it: the built program, run in folders of its own.

mod check;
mod codegen;
mod corpus;
mod findings;
mod help;
mod ir;
mod place;
mod refused;
mod sources;
mod standalone;
mod terminal;

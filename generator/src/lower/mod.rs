//! From what was read to the IR.
//!
//! Named passes over numbered schemas. Each makes a table of its own and changes nothing that another made:
//!
//! 1. `resolve` follows references to the schema that they lead to in the end.
//! 2. `kinds` says what each schema means for a type, or why it is any JSON. It sees schemas by their `shapes`: with all
//!    that they combine. What is combined and stands nowhere in the document is added to the schemas.
//! 3. `uninhabited` finds schemas of which there is no finite value.
//! 4. `wire` says how parameters and bodies are sent and read.
//! 5. `usage` says which schemas are made, and which of them requests carry.
//! 6. `dedup` finds the schemas that are one type.
//! 7. `shared` finds the parameters that the client takes for all operations.
//! 8. `naming` gathers the candidates of each scope and gives the names.
//! 9. `build` puts the IR together.
//!
//! Lowering is total: nothing is refused but names of the configuration that can't be given. Knows nothing of tokens, and
//! nothing of the file system.

mod build;
mod cycles;
mod dedup;
mod example;
mod kinds;
mod naming;
mod resolve;
mod shapes;
mod shared;
mod uninhabited;
mod usage;
mod wire;

use crate::config::Config;
use crate::findings::Findings;
use crate::ir::Api;
use crate::ledger::Ledger;
use crate::read::Spec;

/// The IR of what was read. With errors among the findings it is of no use.
pub(crate) fn lower(mut spec: Spec<'_>, config: &Config, findings: &mut Findings, ledger: &mut Ledger) -> Api {
    let resolved = resolve::resolve(&spec.schemas, findings);
    let bodies: Vec<_> = spec.bodies.iter().flat_map(|body| body.schemas()).collect();
    let kinds = kinds::kinds(&mut spec.schemas, spec.version_of_openapi, &resolved, &bodies);
    let spec = &spec;
    uninhabited::tell(spec, &kinds, findings);
    let wire = wire::wire(spec, &kinds, findings, ledger);
    let usage = usage::usage(spec, &kinds, &wire, config.schemas.prune);
    usage::account(spec, &kinds, &wire, &usage, findings, ledger);
    let dedup = dedup::dedup(spec, &kinds, &usage);
    let cx = shared::Cx { spec, config, kinds: &kinds, wire: &wire, dedup: &dedup };
    let shared = shared::shared(&cx, findings);
    let names = naming::assign(
        &naming::Passes { spec, config, kinds: &kinds, wire: &wire, usage: &usage, dedup: &dedup, shared: &shared },
        findings,
    );
    build::api(&build::Lowered {
        spec,
        config,
        kinds: &kinds,
        wire: &wire,
        usage: &usage,
        dedup: &dedup,
        shared: &shared,
        names: &names,
    })
}

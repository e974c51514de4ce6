//! Which schemas lead back to themselves.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::read::SchemaId;

/// The strongly connected components of a graph of schemas.
#[derive(Debug)]
pub(super) struct Cycles {
    /// The component of each schema that is in a cycle, by the schema's number.
    of: Vec<Option<usize>>,
}

impl Cycles {
    /// Finds the cycles among `count` schemas, which lead from the first of each edge to the second.
    pub(super) fn find(count: usize, edges: impl Iterator<Item = (SchemaId, SchemaId)>) -> Self {
        let mut graph = DiGraph::<(), ()>::with_capacity(count, count);
        let nodes: Vec<NodeIndex> = (0..count).map(|_| graph.add_node(())).collect();
        let mut loops = vec![false; count];
        for (from, to) in edges {
            loops[from.index()] |= from == to;
            graph.add_edge(nodes[from.index()], nodes[to.index()], ());
        }
        let mut of = vec![None; count];
        for (number, component) in kosaraju_scc(&graph).into_iter().enumerate() {
            let is_cycle = component.len() > 1 || component.iter().any(|node| loops[node.index()]);
            if is_cycle {
                component.into_iter().for_each(|node| of[node.index()] = Some(number));
            }
        }
        Self { of }
    }

    /// The cycle that the schema is in, as a number that stands for it.
    pub(super) fn of(&self, id: SchemaId) -> Option<usize> {
        self.of[id.index()]
    }

    /// Whether both are in one cycle.
    pub(super) fn share(&self, one: SchemaId, other: SchemaId) -> bool {
        self.of(one).is_some_and(|cycle| self.of(other) == Some(cycle))
    }
}

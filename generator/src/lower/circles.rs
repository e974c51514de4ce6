//! Which schemas lead back to themselves.

use std::collections::HashMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::pointer::Pointer;

/// The circles of a graph of schemas.
#[derive(Debug)]
pub(super) struct Circles<'a> {
    /// The circle of each schema that is in one. No schema is in two: circles that share one are one.
    of: HashMap<&'a Pointer, usize>,
}

impl<'a> Circles<'a> {
    /// Finds the circles of these schemas, each of which leads to those that `next` gives.
    pub(super) fn find<I: Iterator<Item = &'a Pointer>>(
        schemas: impl Iterator<Item = &'a Pointer> + Clone,
        next: impl Fn(&'a Pointer) -> I,
    ) -> Self {
        let mut graph = DiGraph::<&Pointer, ()>::new();
        let nodes: HashMap<_, _> = schemas.clone().map(|pointer| (pointer, graph.add_node(pointer))).collect();
        for pointer in schemas {
            for to in next(pointer) {
                if let (Some(&from), Some(&to)) = (nodes.get(pointer), nodes.get(to)) {
                    graph.update_edge(from, to, ());
                }
            }
        }
        let circles = kosaraju_scc(&graph).into_iter();
        let circles = circles.filter(|circle| match circle.as_slice() {
            [alone] => graph.contains_edge(*alone, *alone),
            _ => true,
        });
        let of = circles.enumerate().flat_map(|(number, circle)| circle.into_iter().map(move |node| (node, number)));
        Self { of: of.map(|(node, number)| (graph[node], number)).collect() }
    }

    /// The circle that the schema is in, as a number that stands for it.
    pub(super) fn of(&self, pointer: &Pointer) -> Option<usize> {
        self.of.get(pointer).copied()
    }

    /// Whether both are in one circle.
    pub(super) fn share(&self, one: &Pointer, other: &Pointer) -> bool {
        self.of(one).is_some_and(|circle| self.of(other) == Some(circle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_what_leads_back_to_itself() {
        let edges = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("e", "e")];
        let pointers: Vec<_> = ["a", "b", "c", "d", "e"].iter().map(|name| Pointer::root().push(name)).collect();
        let at = |name: &str| &pointers[usize::from(name.as_bytes()[0] - b'a')];
        let next = |from| edges.iter().filter(move |(name, _)| at(name) == from).map(|(_, to)| at(to));
        let circles = Circles::find(pointers.iter(), next);
        assert!(circles.share(at("a"), at("b")) && circles.share(at("e"), at("e")));
        assert!(!circles.share(at("b"), at("c")) && !circles.share(at("c"), at("c")));
        assert!(!circles.share(at("a"), at("e")));
    }

    #[test]
    fn a_long_chain_takes_no_deep_stack() {
        let pointers: Vec<_> = (0..100_000).map(|number| Pointer::root().push(&number.to_string())).collect();
        let places: HashMap<_, _> = pointers.iter().enumerate().map(|(index, pointer)| (pointer, index)).collect();
        let next = |from| pointers.get(places[from] + 1).into_iter();
        assert_eq!(Circles::find(pointers.iter(), next).of.len(), 0);
    }
}

"""Finding ways over the graph: the best by kilometres, days or border crossings, and distinct others.

By kilometres and crossings a state is a node. By days it is a node with the mode and gauge one arrives by,
because the time of a change depends on both sides of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from data.network import Leg, Node
from maps.planning.times import NONE, Times
from maps.planning.travel import countries_along, fixed_gauge, stops_at_borders
from maps.scene import By

if TYPE_CHECKING:
    import rustworkx

    Graph = rustworkx.PyDiGraph[int, tuple[str, float]]

State = tuple[str, str, str]
"""A node, with the mode and the fixed gauge one arrives by ("" for none)."""

Arc = tuple[int, int, tuple[str, float]]
"""From a state to a state over a leg at a cost; the last arc to the end has no leg."""

Way = list[str]
"""Legs in order."""

CROSSING_KM = 1e6
"""What a crossing costs in kilometres where crossings are to be few: more than any way is long."""

KM_IN_DAYS = 1e-7
"""Of two ways that take equally long, the shorter is better."""

SAME_COST = 1e-9
"""Two sums of the same legs differ by less than this part, from rounding."""

SAME_SHARE, LONGEST = 0.75, 2.0
"""Another way may share at most this part with those before, and cost at most so many times the best."""


class Ways:
    """Finds ways over legs between nodes."""

    def __init__(self, nodes: Mapping[str, Node], legs: Iterable[Leg], times: Times) -> None:
        """Take the network; the states are reckoned when first needed."""
        self._nodes = nodes
        self._legs = {leg.id: leg for leg in legs}
        self._times = times
        self._states: dict[By, dict[State, int]] = {}
        self._arcs: dict[By, list[Arc]] = {}

    def find(self, start: str, end: str, by: By, open_legs: Collection[str], limit: int = 3) -> list[list[str]]:
        """Return the best way and distinct others over the open legs, best first, each as legs in order.

        The others are the best ways by way of some place: each half is as good as can be, so that none takes
        a detour only to differ.
        """
        import rustworkx

        if by not in self._arcs:
            self._reckon(by)
        graph, source, sink = self._graph(start, end, by, open_legs)
        paths = rustworkx.digraph_dijkstra_shortest_paths(graph, source, None, _cost)
        if sink not in paths:
            return []
        best = _legs_along(graph, list(paths[sink]))
        if limit == 1:
            return [best]
        found = [best]
        for way in self._by_way_of_others(graph, source, sink, paths):
            if len(found) == limit:
                break
            if self._is_simple(start, way) and self._is_distinct(way, found):
                found.append(way)
        return found

    @staticmethod
    def _by_way_of_others(graph: Graph, source: int, sink: int, paths: Mapping[int, Sequence[int]]) -> Iterator[Way]:
        """Yield the best ways by way of each state, best first, the one over all left out."""
        import rustworkx

        there = rustworkx.digraph_dijkstra_shortest_path_lengths(graph, source, _cost)
        turned = graph.copy()
        turned.reverse()
        back = rustworkx.digraph_dijkstra_shortest_path_lengths(turned, sink, _cost)
        returns = rustworkx.digraph_dijkstra_shortest_paths(turned, sink, None, _cost)
        least = there[sink]
        totals = sorted((there[state] + back[state], state) for state in there if state in back and state != source)
        before = least
        for total, state in totals:
            if total > LONGEST * least:
                return
            if total - before < SAME_COST * least or state == sink:  # all states of a way cost the same
                continue
            before = total
            states = [*paths[state], *reversed(list(returns[state])[:-1])]
            if len(set(states)) == len(states):
                yield _legs_along(graph, states)

    def _reckon(self, by: By) -> None:
        """Reckon all states and arcs for what is to be little."""
        from_node: dict[str, list[tuple[Leg, str]]] = {node: [] for node in self._nodes}
        for leg in self._legs.values():
            from_node[leg.start].append((leg, leg.end))
            from_node[leg.end].append((leg, leg.start))
        states: dict[State, int] = {(node, "", ""): index for index, node in enumerate(self._nodes)}
        arcs: list[Arc] = []
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            for leg, end in from_node[state[0]]:
                reached, cost = self._travel(state, leg, end, by)
                if reached not in states:
                    states[reached] = len(states)
                    waiting.append(reached)
                arcs.append((states[state], states[reached], (leg.id, cost)))
        self._states[by], self._arcs[by] = states, arcs

    def _travel(self, state: State, leg: Leg, end: str, by: By) -> tuple[State, float]:
        """Return the state that a leg leads to and what it costs."""
        if by == "km":
            return (end, "", ""), leg.length_km
        if by == "crossings":
            crossings = len(countries_along(leg, self._nodes, leg.start)) - 1
            return (end, "", ""), crossings * CROSSING_KM + leg.length_km
        _, mode, gauge = state
        new_gauge = fixed_gauge(leg)
        old_gauge = gauge if mode == leg.mode else ""
        spans = [self._times.of_leg(leg, stops_at_borders(leg, self._nodes))]
        spans.append(self._times.of_transfer(mode, leg.mode) if mode else NONE)
        spans.append(self._times.gauge_change if old_gauge and new_gauge and old_gauge != new_gauge else NONE)
        middle = sum(low + high for low, high in spans) / 2
        return (end, leg.mode, new_gauge or old_gauge), middle + leg.length_km * KM_IN_DAYS

    def _graph(self, start: str, end: str, by: By, open_legs: Collection[str]) -> tuple[Graph, int, int]:
        """Return the graph of the open legs, with the state to start from and the one to reach."""
        import rustworkx

        states = self._states[by]
        graph: Graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(len(states) + 1))
        graph.add_edges_from([arc for arc in self._arcs[by] if arc[2][0] in open_legs])
        graph.add_edges_from([(at, len(states), ("", 0.0)) for state, at in states.items() if state[0] == end])
        return graph, states[start, "", ""], len(states)

    def _is_simple(self, start: str, legs: Way) -> bool:
        """Tell whether a way comes to no node twice."""
        nodes = nodes_along(self._legs, start, legs)
        return len(set(nodes)) == len(nodes)

    def _is_distinct(self, legs: Way, found: Iterable[Way]) -> bool:
        """Tell whether a way has enough kilometres of its own beside each of those found."""
        km = {leg: self._legs[leg].length_km for leg in legs}
        return all(sum(km[leg] for leg in set(way) & set(legs)) <= SAME_SHARE * sum(km.values()) for way in found)


def _cost(arc: tuple[str, float]) -> float:
    return arc[1]


def _legs_along(graph: Graph, states: Sequence[int]) -> Way:
    """Return the legs of a way through states, the cheapest where several join two; the last is the sink."""
    legs = []
    for before, after in zip(states[:-2], states[1:-1], strict=True):
        _, leg = min((cost, leg) for leg, cost in graph.get_all_edge_data(before, after))
        legs.append(leg)
    return legs


def nodes_along(legs: Mapping[str, Leg], start: str, way: Iterable[str]) -> list[str]:
    """Return the nodes that a way comes to, from its start on."""
    nodes = [start]
    for name in way:
        leg = legs[name]
        nodes.append(leg.end if nodes[-1] == leg.start else leg.start)
    return nodes

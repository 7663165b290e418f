"""Who is who, as plainly as it can be said."""

from __future__ import annotations

from dataclasses import dataclass, field

Name = tuple[str, str]


@dataclass
class Reference:
    """Who is who, one rule after the other, with sets."""

    links: dict[Name, set[Name]] = field(default_factory=dict)
    joined: list[tuple[Name, Name]] = field(default_factory=list)
    denied: set[tuple[Name, Name]] = field(default_factory=set)

    def told(self, user: str, email: str, visitor: str, was: str, trust: str) -> None:
        if user and trust == "browser":
            email = was = ""
        named = [pair for pair in (("user", user), ("email", email), ("anonymous", visitor)) if pair[1]]
        for weaker in named[1:]:
            self.links.setdefault(weaker, set()).add(named[0])
        if user and was and trust != "browser" and was != user:
            for kind in ("user", "anonymous"):
                self.links.setdefault((kind, was), set()).add(("user", user))

    def targets(self, name: Name) -> set[Name]:
        """Where the links lead that count: none of those by which a name leads back to itself."""
        return {to for to in self.kept(name) if name not in self.reached(to)}

    def kept(self, name: Name) -> set[Name]:
        return {to for to in self.links.get(name, ()) if (name, to) not in self.denied}

    def reached(self, name: Name) -> set[Name]:
        found, edge = {name}, {name}
        while edge:
            edge = {to for each in edge for to in self.kept(each)} - found
            found |= edge
        return found

    def root(self, name: Name) -> Name:
        """The one root of all targets; itself where there are several, or none."""
        roots = {self.root(to) for to in self.targets(name)}
        return roots.pop() if len(roots) == 1 else name

    def profile(self, name: Name) -> Name:
        into: dict[Name, Name] = {}

        def end(of: Name) -> Name:
            return end(into[of]) if of in into else of

        for loser, winner in self.joined:
            lost, won = end(self.root(loser)), end(self.root(winner))
            if lost != won:
                into[lost] = won

        def last(of: Name) -> Name:
            of = self.root(of)
            if of in into or of in into.values():
                return end(of)
            roots = {last(to) for to in self.targets(of)}
            return roots.pop() if len(roots) == 1 else of

        return last(name)

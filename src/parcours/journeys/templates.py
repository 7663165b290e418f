"""The templates that the analyses of a shop follow."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

# What compiles kernels takes a while to import: the templates come from beside them.
if TYPE_CHECKING:
    from parcours.journeys.purchase_journeys import Template as StepTemplate
    from parcours.journeys.stages import Template as StageTemplate


@dataclass(frozen=True)
class Templates:
    """The rules of the stages and the steps of journeys; None is the template that ships with Parcours."""

    stages: StageTemplate | None = None
    steps: StepTemplate | None = None

    @property
    def rules(self) -> str:
        """A digest of the rules of the stages: what follows them notes by which it did."""
        from parcours.journeys.stages.template import Template

        return rules_digest(Template.load(self.stages))


def rules_digest(template: StageTemplate) -> str:
    """Return what tells one set of rules from another."""
    return sha256(template.to_yaml().encode()).hexdigest()[:32]

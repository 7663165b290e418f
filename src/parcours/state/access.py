"""Who may do what."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, get_args

Role = Literal["owner", "marketer", "analyst", "support", "viewer"]
Permission = Literal[
    "see",  # every number and every screen, personal data masked
    "see_personal",  # names, addresses, what people wrote
    "edit_people",  # merge, correct, consent
    "erase_people",  # export and erase a person's data
    "edit_shop",  # products, coupons, spend, exclusions, templates of stages and steps, annotations
    "import",  # take in files
    "message",  # write to customers, pause all messages
    "manage",  # settings, users, tokens, audit log
]

ROLES: tuple[Role, ...] = get_args(Role)
PERMISSIONS: tuple[Permission, ...] = get_args(Permission)

MAY: MappingProxyType[Role, frozenset[Permission]] = MappingProxyType(
    {
        "owner": frozenset(get_args(Permission)),
        "marketer": frozenset({"see", "see_personal", "edit_people", "edit_shop", "import", "message"}),
        "analyst": frozenset({"see", "edit_shop", "import"}),
        "support": frozenset({"see", "see_personal", "edit_people", "erase_people"}),
        "viewer": frozenset({"see"}),
    }
)

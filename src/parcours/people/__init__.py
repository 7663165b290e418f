"""People: profiles, their identities, consent and stage, and everything they did."""

"""Who may enter and what they may do: users, sign-in, invitations, tokens, the audit log."""
